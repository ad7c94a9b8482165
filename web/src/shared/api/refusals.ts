import type { TFunction } from "i18next";
import { Problem } from "./problem";
import { refused } from "./words/es";

/** Why something was not done, in the reader's words: what happened, and what to do. What services
 * write for programmers is shown to nobody: of what has no words here, its code. */
export function explainRefusal(error: unknown, t: TFunction): string {
  if (!(error instanceof Problem)) return t("problem.notKnown");
  if (hasWords(error.code)) return t(`refused.${error.code}`);
  if (error.status === 401) return `${t("signIn.endedTitle")}. ${t("signIn.endedDetail")}`;
  if (error.status === 403) return t("problem.forbiddenDetail");
  if (error.status === 404) return t("problem.missingDetail");
  if (error.status === 429) {
    return `${t("problem.tooMany")}. ${t("problem.tooManyDetail", { seconds: error.retryAfter ?? 1 })}`;
  }
  if (error.status >= 500) return t("problem.failedDetail");
  return t("problem.notDone", { code: error.code });
}

/** Whether something is said of this code that its status alone does not say. */
export function hasWords(code: string): code is keyof typeof refused {
  return Object.hasOwn(refused, code);
}
