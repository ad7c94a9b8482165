import { ActionIcon } from "@mantine/core";
import { useTranslation } from "react-i18next";
import styles from "../../parts/parts.module.css";
import { useCommand } from "../../parts/useCommand";
import { saveReason } from "./commands";
import { fieldsOf, moved, REASONS, type Reason } from "./reason";

interface Props {
  reason: Reason;
  shown: readonly Reason[];
  all: readonly Reason[];
}

/** Before or behind the sibling that is shown next to it. */
export function ReasonOrder({ reason, shown, all }: Props) {
  const { t } = useTranslation();
  const { run, isBusy } = useCommand();
  const siblings = shown.filter((each) => each.parent === reason.parent);
  const place = siblings.indexOf(reason);
  const name = reason.label;
  const move = (neighbour: Reason) =>
    run(
      async () => {
        for (const each of moved(reason, neighbour, all)) {
          const { active, version } = each.reason;
          const { position } = each;
          await saveReason(each.reason.code, fieldsOf(each.reason), { position, active }, version);
        }
        return true;
      },
      { done: t("setup.reasons.moved", { name }), stale: [REASONS] },
    );
  const button = (label: string, sign: string, neighbour: Reason | undefined) => {
    const isIdle = isBusy || !neighbour;
    return (
      <ActionIcon
        size="sm"
        variant="default"
        aria-label={label}
        // Locked it would lose the keyboard, which goes on from here, step by step.
        aria-disabled={isIdle}
        data-disabled={isIdle}
        onClick={() => isIdle || void move(neighbour)}
      >
        <span aria-hidden="true">{sign}</span>
      </ActionIcon>
    );
  };
  return (
    <span className={styles.moves}>
      {button(t("setup.moveUp", { name }), "↑", siblings[place - 1])}
      {button(t("setup.moveDown", { name }), "↓", siblings[place + 1])}
    </span>
  );
}
