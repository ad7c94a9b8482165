import { useTranslation } from "react-i18next";
import styles from "../Attention.module.css";

/** Whether what was typed in a form would be found again. */
export function KeptState({ isSafe }: { isSafe: boolean }) {
  const { t } = useTranslation();
  return (
    <span className={styles.soft} data-lost={!isSafe || undefined}>
      {t(isSafe ? "attending.draftHere" : "attention.outcomeLost")}
    </span>
  );
}
