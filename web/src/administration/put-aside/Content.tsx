import { useTranslation } from "react-i18next";
import { When } from "@/shared/ui/Times";
import styles from "../parts/parts.module.css";
import { Raw } from "../parts/Raw";
import type { Kept } from "./services";

/** A record as it came: its headers and its body, as text and never as anything else. */
export function Content({ kept }: { kept: Kept }) {
  const { t } = useTranslation();
  const facts = [
    [t("administration.aside.keyName"), kept.key ?? t("unknown")],
    [t("administration.aside.place"), `${kept.partition} / ${kept.offset}`],
  ];
  return (
    <section className={styles.part}>
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name} className={styles.fact}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <div className={styles.fact}>
          <dt>{t("administration.aside.sent")}</dt>
          <dd>
            <When at={new Date(kept.timestamp_ms).toISOString()} />
          </dd>
        </div>
      </dl>
      <h3>{t("administration.aside.headers")}</h3>
      <Raw
        label={t("administration.aside.headers")}
        text={kept.headers.map(([name, value]) => `${name}: ${value ?? ""}`).join("\n")}
      />
      <h3>{t("administration.aside.body")}</h3>
      <Raw label={t("administration.aside.body")} text={kept.value ?? ""} />
    </section>
  );
}
