import type { ReactNode } from "react";
import styles from "./Attention.module.css";

/** Names and values; what is not known is left out. Strangers' text is isolated from its line. */
export function Facts({ of }: { of: [string, ReactNode][] }) {
  const known = of.filter(([, value]) => value !== null && value !== undefined && value !== "");
  return (
    <dl className={styles.facts}>
      {known.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{typeof value === "string" ? <bdi>{value}</bdi> : value}</dd>
        </div>
      ))}
    </dl>
  );
}
