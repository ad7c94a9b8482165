import styles from "./parts.module.css";

/** Yes, no, or by exception: told by shape, word and colour. */
export function Mark({ is, children }: { is: "yes" | "no" | "warn"; children: string }) {
  return (
    <span className={styles.mark} data-is={is}>
      {children}
    </span>
  );
}
