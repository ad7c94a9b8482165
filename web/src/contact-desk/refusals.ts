import type { TFunction } from "i18next";
import { Problem } from "@/shared/api/problem";
import { explainRefusal } from "@/shared/api/refusals";
import { shortTime } from "@/shared/times";

/** Why something was not done to a contact: who was quicker, and when, where the service says it. */
export function explainAtDesk(error: unknown, t: TFunction, language: string): string {
  const name = error instanceof Problem ? error.text("taken_by") : null;
  if (!(error instanceof Problem) || name === null) return explainRefusal(error, t);
  if (error.code === "contact-is-not-yours") return t("quicker.contact-is-not-yours", { name });
  if (error.code !== "contact-is-taken") return explainRefusal(error, t);
  const at = error.text("taken_at");
  const time = at ? shortTime(new Date(at), new Date(), language) : t("unknown");
  return t("quicker.contact-is-taken", { name, time });
}
