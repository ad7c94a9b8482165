import { useTranslation } from "react-i18next";
import { exactTime, shortTime } from "@/shared/times";
import styles from "./badges.module.css";

export interface Claim {
  code: "mine" | "taken" | "free";
  by: string | null;
  at: string | null;
}

/** Who attends it, as this viewer sees it; the tooltip says since when. */
export function ClaimBadge({ claim }: { claim: Claim }) {
  const { t, i18n } = useTranslation();
  const since = claim.at ? new Date(claim.at) : null;
  const name = claim.by ?? t("unknown");
  const title = since ? t("claims.by", { name, time: exactTime(since, i18n.language) }) : undefined;
  return (
    <span className={`${styles.badge} ${styles[claim.code]}`} data-claim={claim.code} title={title}>
      {claim.code === "taken" && (
        <span className={styles.initials} aria-hidden="true">
          {initialsOf(name)}
        </span>
      )}
      {t(`claims.${claim.code}`)}
      {claim.code === "taken" && since && (
        <span className="seen-by-readers-only">
          {t("claims.by", { name, time: shortTime(since, new Date(), i18n.language) })}
        </span>
      )}
    </span>
  );
}

function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  return [words[0], words.length > 1 ? words.at(-1) : ""]
    .map((word) => [...(word ?? "")][0] ?? "")
    .join("")
    .toUpperCase();
}
