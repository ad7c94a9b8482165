import type { TFunction } from "i18next";
import { Problem } from "@/shared/api/problem";
import { explainAtDesk } from "../../refusals";

/** Why a file was not taken, in the words of who sends it. */
export function explainFile(error: unknown, t: TFunction, language: string): string {
  if (!(error instanceof Problem)) return t("attending.files.unreachable");
  if (error.status === 413) return t("attending.files.tooLarge");
  return explainAtDesk(error, t, language);
}
