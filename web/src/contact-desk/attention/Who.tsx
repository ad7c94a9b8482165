import { useTranslation } from "react-i18next";
import { useMay } from "@/sign-in/session";
import type { Commands } from "../commands";
import { actionsOf, type ContactDetail } from "../contact";
import styles from "./Attention.module.css";
import { Candidates } from "./Candidates";
import { CustomerCard } from "./CustomerCard";
import { CustomerSearch } from "./CustomerSearch";

/** Who it is: the customer with all they have, or whoever it may be. */
export function Who({ detail, commands }: { detail: ContactDetail; commands: Commands }) {
  const { t } = useTranslation();
  const { contact } = detail;
  const maySee = useMay("customers.read");
  const canLink = actionsOf(contact).includes("link");
  const link = (customerId: string) => commands.link(contact, customerId);
  return (
    <section
      id="contact-link"
      tabIndex={-1}
      className={styles.part}
      aria-label={t("attention.who")}
    >
      <h2>{t("attention.customer")}</h2>
      {contact.customer_id && maySee && <CustomerCard id={contact.customer_id} />}
      {!contact.customer_id && <p className={styles.soft}>{t("attention.notLinked")}</p>}
      {!contact.customer_id && detail.candidates.length > 0 && (
        <Candidates all={detail.candidates} onLink={canLink ? link : null} />
      )}
      {canLink && maySee && <CustomerSearch onLink={link} />}
      <h2>{t("attention.ticket")}</h2>
      <p className={contact.ticket_number === null ? styles.soft : ""}>
        {contact.ticket_number === null
          ? t("attention.noTicket")
          : t("attention.ticketNumber", { number: contact.ticket_number })}
      </p>
    </section>
  );
}
