import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Fresh } from "@/shared/ui/Fresh";
import { More } from "@/shared/ui/More";
import { Empty, Failed, FailedLine, Loading } from "@/shared/ui/Notice";
import { Table } from "@/shared/ui/Table";
import styles from "./Lists.module.css";
import type { Newest, Numbered } from "./useNewest";
import type { lists } from "./words/es";
import "../words/spoken";

type Column = keyof (typeof lists)["columns"];

interface Props<T extends Numbered> {
  title: string;
  columns: readonly Column[];
  pages: Newest<T>;
  filters: ReactNode;
  search: object;
  /** A row, which begins with what leads to it. */
  children: (each: T) => ReactNode;
}

/** A table of what there is, newest first, page by page, kept up to date (A16). No row moves under the
 * pointer: what is new waits behind a button while somebody is at the table. */
export function RecordList<T extends Numbered>({
  title,
  columns,
  pages,
  filters,
  search,
  children,
}: Props<T>) {
  const { t } = useTranslation();
  const { shown, error, hasNextPage } = pages;
  const isFiltered = Object.keys(search).length > 0;
  const again = () => void pages.refetch();
  const letIn = () => {
    pages.letIn();
    pages.place.current?.querySelector("[data-scroller]")?.scrollTo({ top: 0 });
  };
  return (
    <div className={styles.list}>
      <header className={styles.head}>
        <h1>{title}</h1>
        <div className={styles.filters}>{filters}</div>
      </header>
      {!shown && (error ? <Failed error={error} onRetry={again} /> : <Loading />)}
      {shown && error && (
        <FailedLine what={t("records.notRefreshed")} error={error} onRetry={again} />
      )}
      {shown?.length === 0 && (
        <Empty
          title={t(hasNextPage ? "records.lists.noneYet" : "records.lists.empty")}
          detail={t(`records.lists.${hasNextPage ? "further" : isFiltered ? "filtered" : "new"}`)}
        />
      )}
      {shown && shown.length > 0 && (
        <div ref={pages.place} className={styles.around}>
          <Fresh count={pages.waiting ?? 0} onShow={letIn} />
          <Table label={title} head={columns.map((each) => t(`records.lists.columns.${each}`))}>
            {shown.map((each) => (
              <tr key={each.id} data-gone={pages.gone?.has(each.id) || undefined}>
                {children(each)}
              </tr>
            ))}
          </Table>
        </div>
      )}
      {hasNextPage && (
        <More isFetching={pages.isFetchingNextPage} onMore={pages.fetchNextPage} size="xs" />
      )}
    </div>
  );
}

/** One line of a longer text, whole in the tooltip. What people wrote is isolated: it must not turn
 * the text around it. */
export function Said({ text }: { text: string | null | undefined }) {
  if (!text) return null;
  return (
    <bdi className={styles.said} title={text.slice(0, 300)}>
      {text}
    </bdi>
  );
}
