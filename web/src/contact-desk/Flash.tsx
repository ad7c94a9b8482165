import { useState } from "react";
import styles from "./ContactList.module.css";
import type { Contact } from "./contact";

/** A short light behind a row that has changed; none when it is first seen. */
export function Flash({ of }: { of: Contact }) {
  const [seen, setSeen] = useState({ of, changes: 0 });
  if (seen.of !== of) setSeen({ of, changes: seen.changes + 1 });
  if (seen.changes === 0) return null;
  return <span key={seen.changes} className={styles.flash} aria-hidden="true" />;
}
