import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ContactDetail } from "../contact";
import styles from "./Attention.module.css";

interface Props {
  all: ContactDetail["candidates"];
  /** Null for whoever may not say who it is. */
  onLink: ((customerId: string) => void) | null;
}

/** Who it may be, and why we think so. */
export function Candidates({ all, onLink }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <h3 className={styles.small}>{t("attention.candidates")}</h3>
      <ul className={styles.choices}>
        {all.map((each) => (
          <li key={each.customer_id}>
            <span className={styles.choice}>
              <bdi>{each.name}</bdi>
              <span className={styles.soft}>
                {each.number} · {t(`attention.confidence.${each.confidence}`)},{" "}
                {each.why.map((way) => t(`attention.matchedBy.${way}`)).join(", ")}
                {each.cities.length > 0 && ` · ${each.cities.join(", ")}`}
              </span>
            </span>
            {onLink && (
              <Button
                size="compact-xs"
                variant="default"
                aria-label={t("attention.linkThis", { name: each.name })}
                onClick={() => onLink(each.customer_id)}
              >
                {t("actions.link")}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
