import { Link } from "@tanstack/react-router";
import type { SectionName } from "../sections";
import styles from "./parts.module.css";

interface Props {
  section: SectionName;
  item: string;
  name: string;
  small: string;
}

/** The first cell of a row: what it is called leads to it; below, what tells it from others. */
export function NameCell({ section, item, name, small }: Props) {
  return (
    <th scope="row">
      <span className={styles.name}>
        <Link to="/administration/$section/$item" params={{ section, item }}>
          <bdi>{name}</bdi>
        </Link>
        <small>
          <bdi>{small}</bdi>
        </small>
      </span>
    </th>
  );
}
