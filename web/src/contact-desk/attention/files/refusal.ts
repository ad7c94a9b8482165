import type { TFunction } from "i18next";
import { Problem } from "@/shared/api/problem";
import { explainRefusal } from "../../refusals";

/** Why a file was not taken, in the words of who sends it. */
export function explainFile(error: unknown, t: TFunction, language: string): string {
  if (!(error instanceof Problem)) return t("attending.files.unreachable");
  if (error.status === 413) return t("attending.files.tooLarge");
  switch (error.code) {
    case "unsupported-file":
      return t("attending.files.unsupported");
    case "too-many-attachments":
      return t("attending.files.chatIsFull");
    case "attachments-are-off":
    case "no-files-by-mail":
      return t("attending.files.off");
  }
  return explainRefusal(error, t, language);
}
