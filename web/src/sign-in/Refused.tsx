import { useTranslation } from "react-i18next";
import type { Choice } from "./choosing";
import styles from "./SignIn.module.css";

/** Why it was refused, said aloud; nothing while it was not. */
export function Refused({ choice, seconds }: { choice: Choice | null; seconds: number }) {
  const { t } = useTranslation();
  if (choice?.leads !== "refused") return null;
  if (choice.because === "tooMany" && seconds === 0) return null;
  const text =
    choice.because === "tooMany"
      ? t("signIn.errors.tooMany", { seconds })
      : choice.because === "other"
        ? t("access.notDone", { detail: choice.detail })
        : t(`signIn.errors.${choice.because}`);
  return (
    <div role="alert" className={styles.message}>
      {text}
    </div>
  );
}
