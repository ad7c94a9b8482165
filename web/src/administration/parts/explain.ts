import type { TFunction } from "i18next";
import { Problem } from "@/shared/api/problem";

const KNOWN = [
  "login-taken",
  "out-of-date",
  "still-unreadable",
  "still-failing",
  "signing-is-off",
] as const;

/** Of what the company sets up. */
const KNOWN_OF_SETUP = [
  "area-exists",
  "code-is-taken",
  "reason-misplaced",
  "unknown-variable",
  "canned-reply-changed",
  "wrong-hours",
  "wrong-value",
  "cannot-attend",
] as const;

/** Why something was not done, in a sentence: what happened, and what to do. */
export function explain(error: unknown, t: TFunction): string {
  if (!(error instanceof Problem)) return t("administration.refused.unreachable");
  const known = KNOWN.find((code) => code === error.code);
  if (known) return t(`administration.refused.${known}`, { detail: error.detail });
  const ofSetup = KNOWN_OF_SETUP.find((code) => code === error.code);
  if (ofSetup) return t(`setup.refused.${ofSetup}`);
  if (error.code === "mail-is-settled") return t("mailAside.settled");
  if (error.status === 429) {
    return `${t("problem.tooMany")}. ${t("problem.tooManyDetail", { seconds: error.retryAfter ?? 1 })}`;
  }
  if (error.status === 404) return t("problem.missingDetail");
  if (error.status >= 500) return t("problem.failedDetail");
  return `${t("problem.other")}: ${error.detail}`;
}

/** What a service says of each field of what was sent. */
export function fieldErrors(error: unknown): Record<string, string> {
  const told = error instanceof Problem ? error.facts.errors : null;
  if (!Array.isArray(told)) return {};
  return Object.fromEntries(
    told.flatMap((each: unknown) => {
      const { field, message } = (each ?? {}) as { field?: unknown; message?: unknown };
      return typeof field === "string" && typeof message === "string" ? [[field, message]] : [];
    }),
  );
}
