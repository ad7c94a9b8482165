import { useTranslation } from "react-i18next";
import { useMay } from "@/sign-in/session";
import type { Commands } from "../commands";
import { actionsOf, type ContactDetail } from "../contact";
import styles from "./Attention.module.css";
import { Candidates } from "./Candidates";
import { CustomerCard } from "./CustomerCard";
import { CustomerSearch } from "./CustomerSearch";
import type { UsedDrafts } from "./drafts/useDrafts";
import { ReasonChoice } from "./ReasonChoice";
import { RecentContacts } from "./RecentContacts";
import { Tickets } from "./Tickets";
import { UpdateData } from "./update/UpdateData";

interface Props {
  detail: ContactDetail;
  commands: Commands;
  drafts: UsedDrafts;
}

/** Who it is: the customer with all they have, or whoever it may be; and which ticket it is. */
export function Who({ detail, commands, drafts }: Props) {
  const { t } = useTranslation();
  const { contact, around } = detail;
  const maySee = useMay("customers.read");
  const canLink = actionsOf(contact).includes("link");
  const may = (action: string) => contact.allowed_actions.includes(action);
  const link = (customerId: string) => void commands.link(contact, customerId);
  const choose = (contractId: string) => void commands.chooseService(contact, contractId);
  return (
    <section className={styles.part} aria-label={t("attention.who")}>
      <div id="contact-link" tabIndex={-1}>
        <h2>{t("attention.customer")}</h2>
        {around.identification && (
          <p className={styles.soft}>
            {t(`attention.confidence.${around.identification.confidence}`)},{" "}
            {around.identification.why.map((way) => t(`attending.knownBy.${way}`)).join(", ")}
          </p>
        )}
        {contact.customer_id && maySee && (
          <CustomerCard
            id={contact.customer_id}
            chosenId={around.contract_id}
            onChoose={may("service") ? choose : null}
          />
        )}
        {!contact.customer_id && <p className={styles.soft}>{t("attention.notLinked")}</p>}
        {!contact.customer_id && detail.candidates.length > 0 && (
          <Candidates all={detail.candidates} onLink={canLink ? link : null} />
        )}
        {canLink && maySee && <CustomerSearch onLink={link} />}
        {may("relink") && maySee && (
          <details key={contact.customer_id} className={styles.fold}>
            <summary>{t("attending.anotherCustomer")}</summary>
            <CustomerSearch onLink={link} />
          </details>
        )}
      </div>
      <UpdateData key={contact.id} detail={detail} drafts={drafts} />
      {may("reason") && <ReasonChoice contact={contact} commands={commands} />}
      <Tickets detail={detail} commands={commands} drafts={drafts} />
      <RecentContacts all={around.recent_contacts} />
    </section>
  );
}
