import { useTranslation } from "react-i18next";
import styles from "../parts/parts.module.css";
import { type ImportRun, percentOf } from "./file";
import { useFieldNames } from "./useFieldNames";

const COUNTS = ["created", "updated", "unchanged", "refused"] as const;

/** How far an import is, in rows; said aloud when it is over. */
export function Progress({ found }: { found: ImportRun }) {
  const { t } = useTranslation();
  const nameOf = useFieldNames();
  const isFinished = found.state === "finished";
  return (
    <section className={styles.part} aria-label={t("administration.imports.progress")}>
      <p role="status">
        {isFinished
          ? t("administration.imports.finished", { count: found.rows })
          : t("administration.imports.running")}
      </p>
      {!isFinished && (
        <progress
          className={styles.bar}
          aria-label={t("administration.imports.progress")}
          max={100}
          value={percentOf(found)}
        />
      )}
      <dl className={styles.facts}>
        {COUNTS.map((name) => (
          <div key={name} className={styles.fact}>
            <dt>{t(`administration.imports.${name}`)}</dt>
            <dd>{found[name]}</dd>
          </div>
        ))}
      </dl>
      {found.columns.length > 0 && (
        <p className={styles.soft}>
          {t("administration.imports.columns")}:{" "}
          {found.columns
            .map(
              ({ header, field }) =>
                `${header} → ${field ? nameOf(field) : t("administration.imports.leftOut")}`,
            )
            .join(" · ")}
        </p>
      )}
    </section>
  );
}
