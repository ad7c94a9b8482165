import { useTranslation } from "react-i18next";
import type { Counted } from "@/contact-desk/useCounts";
import { Icon } from "@/shared/ui/icons";
import styles from "./Frame.module.css";

interface Props {
  of: Counted | null;
  says: "waiting" | "toCall" | "overdue" | "toDecide";
}

/** How many wait in a place; none is not said. What should have been done by now stands out. */
export function Badge({ of, says }: Props) {
  const { t } = useTranslation();
  if (of === null || of.count === 0) return null;
  const { count, isMore } = of;
  const isOverdue = says === "overdue";
  const words = t(isMore ? "nav.waitingMore" : `nav.${says}`, { count });
  return (
    <span className={styles.count} data-overdue={isOverdue || undefined} title={words}>
      {isOverdue && <Icon name="clock" size={12} />}
      <span aria-hidden="true">{isMore ? `${count}+` : count}</span>
      <span className="seen-by-readers-only">{words}</span>
    </span>
  );
}
