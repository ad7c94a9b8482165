import { Button, Tooltip } from "@mantine/core";
import type { MouseEvent } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "@/shared/ui/icons";
import type { Focus } from "./ContactDesk";
import styles from "./ContactList.module.css";
import type { Commands } from "./commands";
import { type Action, actionsOf, type Contact, canAct } from "./contact";

interface Props {
  contact: Contact;
  commands: Commands;
  onOpen: (id: string, focus?: Focus) => void;
  /** Where the contact is open, the way to it leads nowhere. */
  isOpen?: boolean;
}

/** What keys do the same. */
const KEYS: Partial<Record<Action, string>> = { take: "t", return: "d", finish: "f" };

/** Exactly what the service allows, the most important first; a mark where nothing can be done. */
export function RowActions({ contact, commands, onOpen, isOpen = false }: Props) {
  const { t } = useTranslation();
  const does: Record<Action, () => void> = {
    take: () => void commands.take(contact),
    attention: () => onOpen(contact.id),
    return: () => void commands.giveBack(contact),
    finish: () => onOpen(contact.id, "finish"),
    link: () => onOpen(contact.id, "link"),
    transcript: () => onOpen(contact.id, "transcript"),
  };
  const actions = actionsOf(contact).filter((action) => !isOpen || action !== "attention");
  const run = (action: Action) => (event: MouseEvent) => {
    event.stopPropagation();
    does[action]();
  };
  return (
    <span className={styles.actions}>
      {!canAct(contact) && <NoAction contact={contact} />}
      {actions.map((action) => {
        const key = KEYS[action];
        const label = t(`actions.${action}`);
        return (
          <Button
            key={action}
            size="compact-xs"
            variant={action === "take" ? "filled" : action === "transcript" ? "subtle" : "default"}
            tabIndex={-1}
            title={key ? `${label} (${key})` : label}
            aria-label={action === "transcript" ? label : undefined}
            onClick={run(action)}
          >
            {action === "transcript" ? <Icon name="transcript" size={16} /> : label}
          </Button>
        );
      })}
    </span>
  );
}

/** C28: nothing can be done here, and why. */
function NoAction({ contact }: { contact: Contact }) {
  const { t } = useTranslation();
  const why =
    contact.state.code === "closed"
      ? t("actions.noneClosed")
      : contact.claim.code === "taken"
        ? t("actions.noneTaken", { name: contact.claim.by ?? t("unknown") })
        : t("actions.noneAllowed");
  return (
    <Tooltip label={why}>
      <span className={styles.blocked}>
        <Icon name="blocked" size={14} />
        {t("actions.none")}
      </span>
    </Tooltip>
  );
}
