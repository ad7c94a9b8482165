import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Facts } from "@/contact-desk/attention/Facts";
import type { components } from "@/shared/api/generated/tickets";
import { More } from "@/shared/ui/More";
import { FailedLine } from "@/shared/ui/Notice";
import { When } from "@/shared/ui/Times";
import { useNameOfArea } from "@/shared/useAreas";
import { useMay } from "@/sign-in/session";
import { OpenOrder } from "./deeds/OpenOrder";
import { TicketActions } from "./deeds/TicketActions";
import { Lines } from "./Lines";
import { orderState, priority, ticketState } from "./named";
import { Recategorize } from "./Recategorize";
import { Part, Record, Text } from "./Record";
import styles from "./Record.module.css";
import { useTicket } from "./useTicket";

type Ticket = components["schemas"]["TicketWithTimeline"];

/** An assignment tells the code of its area, and perhaps after a colon who of it. */
const AREA = /^[^:]+/;

/** One ticket: what it is about, what can be done and was done, and its timeline. */
export function TicketPage() {
  const { t } = useTranslation();
  const { ticketId = "" } = useParams({ strict: false });
  const query = useTicket(ticketId);
  const { ticket } = query;
  const { number, title } = ticket ?? {};
  return (
    <Record
      title={ticket && t("records.ticketTitle", { number, title })}
      state={ticket ? ticketState(t, ticket) : ""}
      error={query.error}
      onRetry={() => void query.refetch()}
    >
      {ticket && (
        <>
          <Body ticket={ticket} />
          <Timeline of={query} />
        </>
      )}
    </Record>
  );
}

function Body({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const areaOf = useNameOfArea();
  return (
    <>
      <Part name={t("records.about")}>
        <Facts
          of={[
            [t("attention.customer"), <CustomerLink key="customer" of={ticket.customer} />],
            [t("records.area"), areaOf(ticket.area)],
            [
              t("records.category"),
              ticket.allowed_actions.includes("recategorize") ? (
                <Recategorize key="category" ticket={ticket} />
              ) : (
                (ticket.category_name ?? ticket.category)
              ),
            ],
            [t("records.assigned"), ticket.assigned_to?.name],
            [t("records.priority"), priority(t, ticket)],
            [t("records.address"), ticket.service_address],
            [t("columns.city"), ticket.city],
            [t("columns.phone"), ticket.phone],
            [t("records.created"), <When key="created" at={ticket.created_at} />],
          ]}
        />
        <Text>{ticket.description}</Text>
      </Part>
      <TicketActions ticket={ticket} />
      {ticket.resolution && (
        <Part name={t("records.resolution")}>
          <Text>{ticket.resolution}</Text>
        </Part>
      )}
      <OrdersPart ticket={ticket} />
    </>
  );
}

/** What was done with it, newest first, as far back as somebody asks for. */
function Timeline({ of }: { of: ReturnType<typeof useTicket> }) {
  const { t } = useTranslation();
  const areaOf = useNameOfArea();
  const lines = of.lines.map((each) => ({
    ...each,
    author: each.author_name,
    body: each.kind === "assigned" ? each.body.replace(AREA, (code) => areaOf(code)) : each.body,
  }));
  const more = () => of.fetchNextPage();
  return (
    <Part name={t("records.timeline")}>
      <Lines of={lines} />
      {of.isFetchNextPageError && (
        <FailedLine what={t("records.notRefreshed")} error={of.error} onRetry={() => void more()} />
      )}
      {of.hasNextPage && <More isFetching={of.isFetchingNextPage} onMore={more} size="xs" />}
    </Part>
  );
}

/** Its orders as they stand, also once it is closed (A03, A11, A59), and the way to a new one. */
function OrdersPart({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const mayOpen = useMay("orders.create") && ticket.state !== "cancelled";
  if (!mayOpen && ticket.orders.length === 0) return null;
  return (
    <Part name={t("records.orders")}>
      {ticket.orders.length > 0 && <Orders of={ticket.orders} />}
      {mayOpen && <OpenOrder ticketId={ticket.id} />}
    </Part>
  );
}

function Orders({ of }: { of: Ticket["orders"] }) {
  const { t } = useTranslation();
  const mayRead = useMay("orders.read");
  return (
    <ul className={styles.list}>
      {of.map((each) => {
        const name = t("records.orderNumber", { number: each.number ?? "" });
        return (
          <li key={each.id}>
            {mayRead ? (
              <Link to="/orders/$orderId" params={{ orderId: each.id }}>
                {name}
              </Link>
            ) : (
              name
            )}{" "}
            <span className={styles.soft}>{orderState(t, each)}</span>
          </li>
        );
      })}
    </ul>
  );
}

function CustomerLink({ of }: { of: Ticket["customer"] }) {
  const { t } = useTranslation();
  const mayRead = useMay("customers.read");
  const name = of?.name ?? t("unknown");
  if (!of?.id || !mayRead) return <bdi>{name}</bdi>;
  return (
    <Link to="/customers/$customerId" params={{ customerId: of.id }}>
      <bdi>{name}</bdi>
    </Link>
  );
}
