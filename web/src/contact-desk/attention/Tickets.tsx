import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { When } from "@/shared/ui/Times";
import { useNameOfArea } from "@/shared/useAreas";
import type { Commands } from "../commands";
import type { ContactDetail } from "../contact";
import styles from "./Attention.module.css";
import type { UsedDrafts } from "./drafts/useDrafts";
import { NewTicket } from "./NewTicket";

interface Props {
  detail: ContactDetail;
  commands: Commands;
  drafts: UsedDrafts;
}

/** Which ticket it belongs to: its own, one the customer has open, or a new one. */
export function Tickets({ detail, commands, drafts }: Props) {
  const { t } = useTranslation();
  const { contact, around } = detail;
  const areaOf = useNameOfArea();
  const stateOf = (state: string) =>
    t(`attending.ticketStates.${state as "registered"}`, { defaultValue: state });
  const canChoose = contact.allowed_actions.includes("ticket");
  const others = around.tickets.filter((each) => each.ticket_id !== contact.ticket_id);
  return (
    <>
      <h2 id="contact-ticket" tabIndex={-1}>
        {t("attention.ticket")}
      </h2>
      <p className={contact.ticket_number === null ? styles.soft : ""}>
        {contact.ticket_number === null
          ? t("attention.noTicket")
          : t("attention.ticketNumber", { number: contact.ticket_number })}
      </p>
      {around.ticket_asked && (
        <p className={styles.asked} role="status">
          {t("attending.ticketAsked")}
        </p>
      )}
      {others.length > 0 && <h3 className={styles.small}>{t("attending.otherTickets")}</h3>}
      <ul className={styles.choices}>
        {others.map((each) => (
          <li key={each.ticket_id}>
            <span className={styles.choice}>
              <bdi>
                {each.number} · {each.title}
              </bdi>
              <span className={styles.soft}>
                {[stateOf(each.state), each.area && areaOf(each.area), each.account_name]
                  .filter(Boolean)
                  .join(" · ")}{" "}
                · <When at={each.updated_at} />
              </span>
            </span>
            {canChoose && each.is_pending && (
              <Button
                size="compact-xs"
                variant="default"
                aria-label={t("attending.joinTicket", { number: each.number })}
                onClick={() => void commands.chooseTicket(contact, { ticket_id: each.ticket_id })}
              >
                {t("attending.join")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <NewTicket
        contact={contact}
        drafts={drafts}
        isAllowed={canChoose && (contact.ticket_id === null || around.ticket_asked)}
        onOpen={(reason) => commands.chooseTicket(contact, { reason })}
      />
    </>
  );
}
