import { useTranslation } from "react-i18next";
import { type Contact, isClosed } from "../../contact";
import styles from "../Attention.module.css";
import { isolated } from "../isolated";
import { wantsTicket } from "./exits";

interface Props {
  contact: Contact;
  /** Where the contact has one, a new ticket is not wanted any more. */
  hasTicket?: boolean;
}

/** Why what was typed cannot be sent any more; it stays where it is. */
export function WhyNot({ contact, hasTicket = false }: Props) {
  const { t } = useTranslation();
  return (
    <p className={styles.asked} role="status">
      {t(`attending.kept.${reason(contact, hasTicket)}`, {
        name: isolated(contact.claim.by ?? t("unknown")),
      })}
    </p>
  );
}

function reason(contact: Contact, hasTicket: boolean) {
  if (isClosed(contact)) return "closed";
  if (contact.claim.code !== "mine") return contact.claim.code;
  if (hasTicket) return "ticket";
  return wantsTicket(contact) ? "ticketFirst" : "forbidden";
}
