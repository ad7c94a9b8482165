import styles from "./parts.module.css";

/** What strangers wrote, as text and never as anything else; scrolls by itself, by keys too. */
export function Raw({ label, text }: { label: string; text: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys.
    <div role="group" aria-label={label} tabIndex={0} className={styles.raw} dir="auto">
      {text || "—"}
    </div>
  );
}
