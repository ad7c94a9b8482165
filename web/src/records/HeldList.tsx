import { type ReactNode, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { HeldPages } from "@/shared/live/useHeldPages";
import { goBeside } from "@/shared/ui/beside";
import { More } from "@/shared/ui/More";
import { Failed, FailedLine, Loading } from "@/shared/ui/Notice";
import { Record } from "./Record";
import styles from "./Record.module.css";

/** What is done to one thing of the list. */
export interface Handling {
  /** Whether somebody is writing about it: it must not go away meanwhile. */
  onWriting: (isWriting: boolean) => void;
  /** It is settled, or turned out to be: before it leaves the list. */
  onSettled: () => void;
}

interface Props<T> {
  title: string;
  pages: HeldPages<T>;
  filter?: ReactNode;
  /** What is said where there is nothing. */
  empty: ReactNode;
  children: (each: T, handling: Handling) => ReactNode;
}

/** A page of what somebody works through, one thing after the other. */
export function HeldList<T>({ title, pages, filter, empty, children }: Props<T>) {
  const { t } = useTranslation();
  const { shown, count, error, hasNextPage } = pages;
  const again = () => void pages.refetch();
  const listed = t(hasNextPage ? "records.listedMore" : "records.listed", { count });
  return (
    <Record title={title} {...(count > 0 && { state: listed })} error={null} onRetry={again}>
      {filter}
      {!shown && (error ? <Failed error={error} onRetry={again} /> : <Loading />)}
      {shown && error && (
        <FailedLine what={t("records.notRefreshed")} error={error} onRetry={again} />
      )}
      {shown?.length === 0 && empty}
      <ul className={styles.list}>
        {shown?.map((each) => (
          <Item key={pages.idOf(each)} each={each} pages={pages}>
            {children}
          </Item>
        ))}
      </ul>
      {hasNextPage && (
        <More isFetching={pages.isFetchingNextPage} onMore={pages.fetchNextPage} size="xs" />
      )}
    </Record>
  );
}

type ItemProps<T> = Pick<Props<T>, "pages" | "children"> & { each: T };

function Item<T>({ each, pages, children }: ItemProps<T>) {
  const place = useRef<HTMLLIElement>(null);
  const handling = {
    onWriting: (isWriting: boolean) => (isWriting ? pages.hold : pages.letGo)(each),
    onSettled: () => {
      pages.letGo(each);
      goBeside(place.current);
    },
  };
  return (
    <li ref={place} tabIndex={-1}>
      {children(each, handling)}
    </li>
  );
}
