import { useTranslation } from "react-i18next";
import styles from "./badges.module.css";

export type StateCode = "live" | "open" | "closed";

/** Can it still be attended? Told by word, shape and colour together. */
export function StateBadge({ code }: { code: StateCode }) {
  const { t } = useTranslation();
  return (
    <span className={`${styles.badge} ${styles[code]}`} data-state={code}>
      {t(`states.${code}`)}
    </span>
  );
}
