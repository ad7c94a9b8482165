import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { HeldPages } from "@/shared/live/useHeldPages";
import { More } from "@/shared/ui/More";
import { Empty, Failed, FailedLine, Loading } from "@/shared/ui/Notice";
import { Table } from "@/shared/ui/Table";
import styles from "./Lists.module.css";
import type { lists } from "./words/es";
import "../words/spoken";

type Column = keyof (typeof lists)["columns"];

interface Props<T> {
  title: string;
  columns: readonly Column[];
  pages: HeldPages<T>;
  filters: ReactNode;
  search: object;
  /** A row, which begins with what leads to it. */
  children: (each: T) => ReactNode;
}

/** A table of what there is, newest first, page by page, kept up to date (A16). */
export function RecordList<T>({ title, columns, pages, filters, search, children }: Props<T>) {
  const { t } = useTranslation();
  const { shown, error, hasNextPage } = pages;
  const isFiltered = Object.keys(search).length > 0;
  const again = () => void pages.refetch();
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
        <Table label={title} head={columns.map((each) => t(`records.lists.columns.${each}`))}>
          {shown.map((each) => (
            <tr key={pages.idOf(each)}>{children(each)}</tr>
          ))}
        </Table>
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
