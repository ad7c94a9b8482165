import { useTranslation } from "react-i18next";
import type { Person } from "../signs";
import { isolated } from "./isolated";
import styles from "./Sign.module.css";

const DRAWINGS = {
  viewing: "M2 12s4-6 10-6 10 6 10 6-4 6-10 6-10-6-10-6M12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5",
  typing: "M4 20l1-4L16 5l3 3L8 19zM14 7l3 3",
} as const;

/** Who else is at a contact of a list: the first of them by name, all of them in the tooltip and for
 * readers of screens. It is not announced: a busy list would never be silent. */
export function Sign({ who }: { who: readonly Person[] }) {
  const { t } = useTranslation();
  const [first, ...others] = who;
  if (!first) return null;
  const names = (state: Person["state"]) =>
    who
      .filter((each) => each.state === state)
      .map((each) => isolated(each.name))
      .join(", ");
  const said = [
    names("typing") && t("attending.here.typing", { names: names("typing") }),
    names("viewing") && t("attending.here.viewing", { names: names("viewing") }),
  ]
    .filter(Boolean)
    .join(" · ");
  return (
    <span className={styles.sign} data-sign={first.state} title={said}>
      <span className="seen-by-readers-only">{said}</span>
      <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
        <path d={DRAWINGS[first.state]} />
      </svg>
      <bdi className={styles.name} aria-hidden="true">
        {first.name}
      </bdi>
      {first.state === "typing" && <span aria-hidden="true">{t("attending.here.types")}</span>}
      {others.length > 0 && <span aria-hidden="true">+{others.length}</span>}
    </span>
  );
}
