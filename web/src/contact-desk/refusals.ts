import type { TFunction } from "i18next";
import { Problem } from "@/shared/api/problem";
import { shortTime } from "@/shared/times";

/** Why something was not done, in a sentence that says who was faster, and that nothing is lost. */
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
  if (error.status === 429) {
    return `${t("problem.tooMany")}. ${t("problem.tooManyDetail", { seconds: error.retryAfter ?? 1 })}`;
  }
  if (error.status === 403) return t("problem.forbiddenDetail");
  if (error.status === 404) return t("problem.missingDetail");
  return error.status >= 500 ? t("problem.failedDetail") : `${t("problem.other")}: ${error.detail}`;
}
