import { useNavigate, useParams } from "@tanstack/react-router";
import { type ReactNode, useCallback, useEffect, useRef } from "react";
import { Guard } from "@/shared/ui/Guard";
import type { SectionName } from "../sections";
import styles from "./parts.module.css";

/** The address of what is open in a section; which of the list is shown stays as it is. */
export function useItem(section: SectionName) {
  const { item } = useParams({ strict: false });
  const navigate = useNavigate();
  const open = useCallback(
    (next: string | null) =>
      void (next === null
        ? navigate({ to: "/administration/$section", params: { section }, search: true })
        : navigate({
            to: "/administration/$section/$item",
            params: { section, item: next },
            search: true,
          })),
    [navigate, section],
  );
  return { item: item ?? null, open };
}

/** A list, and beside it what is open; in a narrow window one of both. */
export function Section(props: {
  title: string;
  tools?: ReactNode;
  list: ReactNode;
  item: ReactNode;
  itemKey: string | null;
}) {
  const { itemKey } = props;
  const list = useRef<HTMLDivElement>(null);
  const item = useRef<HTMLElement>(null);
  const shown = useRef(itemKey);
  // The keyboard goes along: to what is opened, not through the rest of the list, and back to its row.
  useEffect(() => {
    const left = shown.current;
    shown.current = itemKey;
    if (left === itemKey) return;
    const place = itemKey === null ? rowOf(left, list.current) : item.current;
    place?.focus({ preventScroll: itemKey !== null });
  }, [itemKey]);
  return (
    <div className={styles.section} data-open={itemKey !== null || undefined}>
      <div ref={list} className={styles.list}>
        <header className={styles.head}>
          <h1 tabIndex={-1}>{props.title}</h1>
          {props.tools}
        </header>
        {props.list}
      </div>
      {itemKey !== null && (
        <article ref={item} tabIndex={-1} className={styles.item} key={itemKey}>
          <h1 className={`seen-by-readers-only ${styles.alone}`}>{props.title}</h1>
          <Guard>{props.item}</Guard>
        </article>
      )}
    </div>
  );
}

/** The link to what was open, or the head of the list, where it has none any more. */
function rowOf(left: string | null, list: HTMLElement | null): HTMLElement | null {
  const links = [...(list?.querySelectorAll("a") ?? [])];
  const row = links.find((each) => left !== null && lastOf(each.pathname) === left);
  return row ?? list?.querySelector("h1") ?? null;
}

function lastOf(pathname: string): string {
  return decodeURIComponent(pathname.slice(pathname.lastIndexOf("/") + 1));
}
