import { When } from "@/shared/ui/Times";
import { Text } from "./Record";
import styles from "./Record.module.css";

interface Line {
  id: string;
  at: string;
  author: string | null;
  body: string;
}

/** What was written down of something, in the order in which it came. */
export function Lines({ of }: { of: readonly Line[] }) {
  return (
    <ol className={styles.list}>
      {of.map((line) => (
        <li key={line.id}>
          <span className={styles.soft}>
            <bdi>{line.author}</bdi> · <When at={line.at} />
          </span>
          <Text>{line.body}</Text>
        </li>
      ))}
    </ol>
  );
}
