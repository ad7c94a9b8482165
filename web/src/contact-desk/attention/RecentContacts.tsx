import { useTranslation } from "react-i18next";
import { StateBadge } from "@/shared/ui/StateBadge";
import { When } from "@/shared/ui/Times";
import type { ContactDetail } from "../contact";
import styles from "./Attention.module.css";

/** When they reached us before, and what became of it. */
export function RecentContacts({ all }: { all: ContactDetail["around"]["recent_contacts"] }) {
  const { t } = useTranslation();
  if (all.length === 0) return null;
  return (
    <>
      <h2>{t("attending.recent")}</h2>
      <ul className={styles.choices}>
        {all.map((each) => (
          <li key={each.id}>
            <span className={styles.choice}>
              <span>
                {t(`channels.${each.channel}`)} {each.number} · <When at={each.date} />
              </span>
              <bdi className={styles.soft}>
                {[each.reason, each.outcome].filter(Boolean).join(" · ")}
              </bdi>
            </span>
            <StateBadge code={each.state} />
          </li>
        ))}
      </ul>
    </>
  );
}
