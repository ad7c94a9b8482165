import { useTranslation } from "react-i18next";
import type { Choice } from "./choosing";
import { explainAtDoor } from "./explain-refusal";
import styles from "./SignIn.module.css";

/** Why it was refused, said aloud; nothing while it was not. */
export function Refused({ choice, seconds }: { choice: Choice | null; seconds: number }) {
  const { t } = useTranslation();
  if (choice?.leads !== "refused") return null;
  const text = explainAtDoor(choice, seconds, t);
  if (text === null) return null;
  return (
    <div role="alert" className={styles.message}>
      {text}
    </div>
  );
}
