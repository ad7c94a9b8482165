import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { TypedFilter } from "@/contact-desk/TypedFilter";
import { answerOf, tickets } from "@/shared/api/client";
import type { components } from "@/shared/api/generated/tickets";
import { Choice } from "@/shared/ui/Choice";
import { NotLoaded } from "@/shared/ui/Notice";
import { When } from "@/shared/ui/Times";
import { useAreas, useNameOfArea } from "@/shared/useAreas";
import { priority, ticketState } from "../named";
import { RecordList, Said } from "./RecordList";
import { isSearchable, parseTickets, TICKET_STATES, type TicketSearch, WHOSE } from "./search";
import { useNewest } from "./useNewest";

type Row = components["schemas"]["TicketRow"];

const LONGEST = 60;
const COLUMNS = [
  "number",
  "title",
  "state",
  "priority",
  "area",
  "assigned",
  "customer",
  "created",
  "openOrders",
] as const;

/** The tickets somebody sees: those that are being worked on, unless something else is asked for. */
export function Tickets() {
  const { t } = useTranslation();
  const search = useSearch({ from: "/tickets" });
  const pages = useNewest<Row>("tickets", search, (after, signal) => {
    const params = { query: asked(search, after) };
    return answerOf(tickets.GET("/api/v1/tickets", { params, signal }));
  });
  return (
    <RecordList
      title={t("nav.tickets")}
      columns={COLUMNS}
      pages={pages}
      filters={<Filters search={search} />}
      search={search}
    >
      {(row) => <Cells row={row} />}
    </RecordList>
  );
}

function asked({ state, whose, area, q }: TicketSearch, after: { after?: string }) {
  return {
    ...after,
    ...(state !== "all" && { state: [state ?? ("pending" as const)] }),
    ...(whose && { assignee: whose }),
    ...(area && { area }),
    ...(q && { query: q }),
  };
}

function Filters({ search }: { search: TicketSearch }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const areas = useAreas();
  const change = (part: Record<string, unknown>) =>
    void navigate({ to: "/tickets", search: parseTickets({ ...search, ...part }), replace: true });
  return (
    <>
      <TypedFilter
        name={t("records.lists.search")}
        value={search.q ?? ""}
        longest={LONGEST}
        isWide
        isReady={isSearchable}
        onValue={(q) => change({ q })}
      />
      <Choice
        name={t("records.lists.columns.state")}
        value={search.state ?? "pending"}
        options={[
          { value: "pending", label: t("records.lists.pending") },
          ...TICKET_STATES.map((value) => ({
            value,
            label: ticketState(t, { state: value, state_label: value }),
          })),
        ]}
        onChoose={(state) => change({ state: state ?? "all" })}
      />
      <Choice
        name={t("records.lists.columns.assigned")}
        value={search.whose}
        options={WHOSE.map((value) => ({ value, label: t(`records.lists.whose.${value}`) }))}
        onChoose={(whose) => change({ whose })}
      />
      <Choice
        name={t("records.lists.columns.area")}
        value={search.area}
        options={(areas.data ?? []).map(({ code, name }) => ({ value: code, label: name }))}
        onChoose={(area) => change({ area })}
      />
      <NotLoaded query={areas} what={t("records.work.areasFailed")} />
    </>
  );
}

function Cells({ row }: { row: Row }) {
  const { t } = useTranslation();
  const nameOfArea = useNameOfArea();
  return (
    <>
      <th scope="row">
        <Link to="/tickets/$ticketId" params={{ ticketId: row.id }}>
          {row.number}
        </Link>
      </th>
      <td>
        <Said text={row.title} />
      </td>
      <td>{ticketState(t, row)}</td>
      <td>{priority(t, row)}</td>
      <td>{nameOfArea(row.area)}</td>
      <td>
        <Said text={row.assigned_to?.name} />
      </td>
      <td>
        <Said text={row.customer?.name} />
      </td>
      <td>
        <When at={row.created_at} />
      </td>
      <td>{row.open_orders || null}</td>
    </>
  );
}
