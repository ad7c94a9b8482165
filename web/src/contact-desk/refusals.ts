import type { TFunction } from "i18next";
import { Problem } from "@/shared/api/problem";
import { shortTime } from "@/shared/times";

const KNOWN = [
  "concurrent-update",
  "contact-is-nobodys",
  "contact-has-ticket",
  "contact-has-no-ticket",
  "contact-has-no-customer",
  "contact-has-no-address",
  "ticket-to-be-chosen",
  "ticket-not-pending",
  "unknown-reason",
  "cannot-attend",
  "unknown-area",
  "wrong-phone",
] as const;

/** Why something was not done, in a sentence that says who was faster, and that nothing is lost.
 * What services write for programmers is shown to nobody: of what has no words here, its code. */
export function explainRefusal(error: unknown, t: TFunction, language: string): string {
  if (!(error instanceof Problem)) return t("refused.unreachable");
  const name = error.text("taken_by");
  const at = error.text("taken_at");
  const time = at ? shortTime(new Date(at), new Date(), language) : t("unknown");
  switch (error.code) {
    case "contact-is-taken":
      return t("refused.takenBy", { name: name ?? t("unknown"), time });
    case "contact-is-closed":
      return t("refused.closed");
    case "claim-has-lapsed":
      return t("refused.lapsed");
    case "contact-is-not-yours":
      return name === null ? t("refused.lapsed") : t("refused.notYours", { name });
  }
  const known = KNOWN.find((code) => code === error.code);
  if (known) return t(`refused.${known}`);
  if (error.status === 429) {
    return `${t("problem.tooMany")}. ${t("problem.tooManyDetail", { seconds: error.retryAfter ?? 1 })}`;
  }
  if (error.status === 403) return t("problem.forbiddenDetail");
  if (error.status === 404) return t("problem.missingDetail");
  if (error.status >= 500) return t("problem.failedDetail");
  return t("refused.other", { code: error.code });
}
