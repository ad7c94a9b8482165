import { useTranslation } from "react-i18next";
import styles from "../Attention.module.css";
import { FIELDS } from "../update/details";
import { PARTS, type Texts } from "./draft-sync";

/** All that a draft says, each thing under its name. */
export function DraftLines({ texts }: { texts: Texts }) {
  const { t } = useTranslation();
  const lines = [
    ...PARTS.filter((part) => texts[part]).map((part) => ({
      name: t(`attending.draftParts.${part}`),
      text: texts[part],
    })),
    ...FIELDS.flatMap((field) => {
      const change = texts.details[field];
      return change ? [{ name: t(`attending.details.${field}`), text: change.new || "—" }] : [];
    }),
  ];
  return lines.map(({ name, text }) => (
    <p key={name} dir="auto" className={styles.outcome}>
      <span className={styles.soft}>{name}:</span> {text}
    </p>
  ));
}
