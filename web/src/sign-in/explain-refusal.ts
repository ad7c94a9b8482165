import type { TFunction } from "i18next";
import type { Refusal } from "./entering";

/** Why somebody was not let in, and when to try again; null once the wait is over. */
export function explainRefusal(refusal: Refusal, seconds: number, t: TFunction): string | null {
  if (refusal.because === "tooMany") {
    return seconds > 0 ? t("signIn.errors.tooMany", { seconds }) : null;
  }
  if (refusal.because === "other") return t("signIn.errors.other", { detail: refusal.detail });
  return t(`signIn.errors.${refusal.because}`);
}
