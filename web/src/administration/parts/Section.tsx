import { useNavigate, useParams } from "@tanstack/react-router";
import { type ReactNode, useCallback } from "react";
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
  return (
    <div className={styles.section} data-open={props.itemKey !== null || undefined}>
      <div className={styles.list}>
        <header className={styles.head}>
          <h1>{props.title}</h1>
          {props.tools}
        </header>
        {props.list}
      </div>
      {props.itemKey !== null && (
        <article className={styles.item} key={props.itemKey}>
          <h1 className={`seen-by-readers-only ${styles.alone}`}>{props.title}</h1>
          <Guard>{props.item}</Guard>
        </article>
      )}
    </div>
  );
}
