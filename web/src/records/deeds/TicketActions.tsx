import { useTranslation } from "react-i18next";
import { NotLoaded } from "@/shared/ui/Notice";
import { useAreas } from "@/shared/useAreas";
import { ActionBar } from "./ActionBar";
import type { Choice } from "./CommandForm";
import {
  sendTicket,
  TICKET_DEEDS,
  type Ticket,
  type TicketDeed,
  VISIBILITIES,
} from "./ticket-commands";

/** Whose it is, what is written on it, and its end, that of its orders left aside (A02, A13). */
export function TicketActions({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const areas = useAreas();
  const choicesOf = (deed: TicketDeed): Choice[] => {
    if (deed === "ticket-comment") {
      return VISIBILITIES.map((value) => ({ value, label: t(`records.work.visibility.${value}`) }));
    }
    const others = (areas.data ?? []).filter(({ code, active }) => active && code !== ticket.area);
    return deed === "ticket-assign"
      ? others.map(({ code, name }) => ({ value: code, label: name }))
      : [];
  };
  return (
    <>
      <ActionBar
        of="ticket"
        id={ticket.id}
        deeds={TICKET_DEEDS}
        allowed={ticket.allowed_actions}
        choicesOf={choicesOf}
        onSend={(deed, values, key) => sendTicket(deed, ticket.id, values, key)}
      />
      <NotLoaded query={areas} what={t("records.work.areasFailed")} />
    </>
  );
}
