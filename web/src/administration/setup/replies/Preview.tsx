import { useTranslation } from "react-i18next";
import styles from "../../parts/parts.module.css";
import { previewOf, unknownIn, type Variable } from "./reply";

/** How a text would read for an example, and what nobody could fill in. */
export function Preview(props: { text: string; variables: readonly Variable[] }) {
  const { t } = useTranslation();
  const { text, variables } = props;
  const unknown = unknownIn(text, variables);
  if (text.trim() === "") return null;
  return (
    <section className={styles.result} aria-label={t("setup.replies.preview")}>
      <h3>{t("setup.replies.preview")}</h3>
      <p className={styles.filled}>{previewOf(text, variables)}</p>
      {unknown.length > 0 ? (
        <p role="alert" className={styles.refusal}>
          {t("setup.replies.unknown", { names: unknown.join(", ") })}
        </p>
      ) : (
        <p className={styles.soft}>{t("setup.replies.previewDetail")}</p>
      )}
    </section>
  );
}
