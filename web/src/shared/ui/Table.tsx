import type { ReactNode } from "react";
import styles from "./table.module.css";

/** A table that scrolls in a frame of its own, by keys too, so that the page never does. */
export function Table(props: { label: string; head: readonly string[]; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys.
    <section data-scroller className={styles.scroller} aria-label={props.label} tabIndex={0}>
      <table className={styles.table}>
        <caption className="seen-by-readers-only">{props.label}</caption>
        <thead>
          <tr>
            {props.head.map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{props.children}</tbody>
      </table>
    </section>
  );
}
