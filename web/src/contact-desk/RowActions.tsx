import type { MouseEvent } from "react";
import { useTranslation } from "react-i18next";
import { keyOf } from "@/shared/keyboard/keys";
import { Icon } from "@/shared/ui/icons";
import type { Focus } from "./ContactDesk";
import type { Commands } from "./commands";
import { type Action, actionsOf, type Contact, canAct, type Pending } from "./contact";
import styles from "./RowActions.module.css";

interface Props {
  contact: Contact;
  commands: Commands;
  onOpen: (id: string, focus?: Focus) => void;
  /** Where the contact is open, the way to it leads nowhere, and Tab leads to each action. */
  isOpen?: boolean;
}

/** What a key does as well. */
const WITH_KEY = ["take", "return", "finish"] as const;

const LOOKS: Partial<Record<Action, string>> = { take: "main", transcript: "quiet" };

/** Exactly what the service allows, the most important first; a mark where nothing can be done. While
 * a command is under way its buttons stay where they were, and do nothing: what follows is not known.
 * Plain buttons: there are a hundred of them, and one more with every row that comes into sight. */
export function RowActions({ contact, commands, onOpen, isOpen = false }: Props) {
  const { t } = useTranslation();
  const does: Record<Action, () => void> = {
    take: () => void commands.take(contact),
    attention: () => onOpen(contact.id),
    return: () => void commands.giveBack(contact),
    finish: () => onOpen(contact.id, "finish"),
    ticket: () => onOpen(contact.id, "ticket"),
    link: () => onOpen(contact.id, "link"),
    transcript: () => onOpen(contact.id, "transcript"),
  };
  const { pending } = contact;
  const actions = actionsOf({ ...contact, ...pending }).filter(
    (each) => !isOpen || each !== "attention",
  );
  const run = (action: Action) => (event: MouseEvent) => {
    event.stopPropagation();
    if (isHeldBack(action, pending)) return;
    // The button goes with its action; whoever pressed it stays at the contact.
    if (action === "take" || action === "return") focusRow(event.currentTarget);
    does[action]();
  };
  return (
    <span className={styles.actions}>
      {!pending && !canAct(contact) && <NoAction contact={contact} />}
      {actions.map((action) => {
        const named = WITH_KEY.find((each) => each === action);
        const label = t(`actions.${action}`);
        return (
          <button
            key={action}
            type="button"
            className={styles.action}
            data-look={LOOKS[action]}
            tabIndex={isOpen ? 0 : -1}
            aria-disabled={isHeldBack(action, pending) || undefined}
            aria-busy={action === pending?.action || undefined}
            title={named ? `${label} (${keyOf(named)})` : label}
            aria-label={action === "transcript" ? label : undefined}
            onClick={run(action)}
          >
            {action === "transcript" ? <Icon name="transcript" size={16} /> : label}
          </button>
        );
      })}
    </span>
  );
}

/** Whether it cannot be done until an answer comes; to look at what was said does not wait. */
function isHeldBack(action: Action, pending: Pending | undefined): boolean {
  return pending !== undefined && action !== "transcript";
}

function focusRow(button: Element): void {
  button.closest<HTMLElement>('[role="row"], header')?.focus({ preventScroll: true });
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
    <span className={styles.blocked} title={why}>
      <Icon name="blocked" size={14} />
      {t("actions.none")}
      <span className="seen-by-readers-only">{why}</span>
    </span>
  );
}
