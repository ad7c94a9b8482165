import { useTranslation } from "react-i18next";
import { Empty } from "@/shared/ui/Notice";
import { Table } from "@/shared/ui/Table";
import { When } from "@/shared/ui/Times";
import { InUse } from "../../parts/InUse";
import { NameCell } from "../../parts/NameCell";
import styles from "../../parts/parts.module.css";
import { usePlaces } from "../../parts/usePlaces";
import type { Mode, QueueRow } from "./queue";

interface Props {
  rows: readonly QueueRow[];
  openCode: string | null;
}

/** In the order in which they are tried. */
export function QueueTable({ rows, openCode }: Props) {
  const { t } = useTranslation();
  const placesOf = usePlaces();
  if (rows.length === 0) {
    return <Empty title={t("setup.queues.none")} detail={t("setup.queues.noneDetail")} />;
  }
  const head = [
    t("setup.queues.queue"),
    t("setup.queues.takes"),
    t("setup.queues.waiting"),
    t("setup.queues.offers"),
    t("administration.state"),
  ];
  return (
    <Table label={t("administration.sections.queues")} head={head}>
      {rows.map(({ queue, now }) => (
        <tr key={queue.code} data-chosen={openCode === queue.code || undefined}>
          <NameCell section="queues" item={queue.code} name={queue.name} small={queue.code} />
          <td>{placesOf(queue) || t("setup.queues.everything")}</td>
          <td>
            <span className={styles.name}>
              {now.waiting}
              {now.oldest && (
                <small>
                  <When at={now.oldest} />
                </small>
              )}
            </span>
          </td>
          <td>{t(`setup.queues.modes.${queue.offers as Mode}`)}</td>
          <td>
            <InUse isActive={queue.active} />
          </td>
        </tr>
      ))}
    </Table>
  );
}
