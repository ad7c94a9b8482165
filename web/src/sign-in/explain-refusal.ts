import type { TFunction } from "i18next";
import { explainRefusal } from "@/shared/api/refusals";
import type { Refusal } from "./entering";

/** Why somebody was not let in, and when to try again; null once the wait is over. */
export function explainAtDoor(refusal: Refusal, seconds: number, t: TFunction): string | null {
  switch (refusal.because) {
    case "tooMany":
      return seconds > 0 ? t("signIn.errors.tooMany", { seconds }) : null;
    case "wrong-credentials":
    case "wrong-code":
      return t(`refused.${refusal.because}`);
    case "other":
      return explainRefusal(refusal.problem, t);
    default:
      return t(`signIn.errors.${refusal.because}`);
  }
}
