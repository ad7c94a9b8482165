import { useTranslation } from "react-i18next";
import { When } from "@/shared/ui/Times";
import { Text } from "./Record";
import styles from "./Record.module.css";

interface Line {
  id: string;
  at: string;
  kind: string;
  subject?: string | null;
  author: string | null;
  body: string;
  /** Whether the customer sees it, too; of an order's lines it is not said. */
  visibility?: string;
}

/** What was done or written, in the order in which it came; many a line says it by its kind alone. */
export function Lines({ of }: { of: readonly Line[] }) {
  const { t } = useTranslation();
  return (
    <ol className={styles.list}>
      {of.map((line) => (
        <li key={line.id}>
          <What line={line} />
          <span className={styles.soft}>
            <bdi>{line.author ?? t("attention.authors.system")}</bdi> · <When at={line.at} />
            {line.visibility === "public" && ` · ${t("records.work.visibility.public")}`}
          </span>
          {line.body && <Text>{line.body}</Text>}
        </li>
      ))}
    </ol>
  );
}

/** A kind or subject this console does not know yet is shown by its code. */
function What({ line: { kind, subject } }: { line: Line }) {
  const { t } = useTranslation();
  const name = t(`records.kinds.${kind as "registered"}`, { defaultValue: kind });
  const about =
    kind === "slot_booked"
      ? t("records.attempt", { number: subject })
      : t(`records.subjects.${subject as "on_site"}`, { defaultValue: subject ?? "" });
  return (
    <p className={styles.what}>
      <strong>{name}</strong>
      {subject && (
        <>
          {" · "}
          <bdi>{about}</bdi>
        </>
      )}
    </p>
  );
}
