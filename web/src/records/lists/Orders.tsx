import { Checkbox } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { answerOf, orders } from "@/shared/api/client";
import type { components } from "@/shared/api/generated/orders";
import { Choice } from "@/shared/ui/Choice";
import { NotLoaded } from "@/shared/ui/Notice";
import { When } from "@/shared/ui/Times";
import { orderTypes } from "../deeds/order-types";
import { orderState } from "../named";
import { TicketLink } from "../TicketLink";
import { RecordList, Said } from "./RecordList";
import { ORDER_STATES, type OrderSearch, parseOrders } from "./search";
import { useNewest } from "./useNewest";

type Row = components["schemas"]["OrderRow"];

const COLUMNS = [
  "number",
  "state",
  "type",
  "created",
  "ticket",
  "description",
  "resolution",
  "customer",
  "phone",
  "address",
  "openedBy",
  "closedBy",
  "observation",
] as const;

/** The work of the technical area (A16 to A34). */
export function Orders() {
  const { t } = useTranslation();
  const search = useSearch({ from: "/orders" });
  const pages = useNewest<Row>("orders", search, (after, signal) => {
    const { state, type, differing } = search;
    const query = {
      ...after,
      ...(state && { state: [state] }),
      ...(type && { order_type: [type] }),
      ...(differing && { needs_reconciliation: true }),
    };
    return answerOf(orders.GET("/api/v1/orders", { params: { query }, signal }));
  });
  return (
    <RecordList
      title={t("nav.orders")}
      columns={COLUMNS}
      pages={pages}
      filters={<Filters search={search} />}
      search={search}
    >
      {(row) => <Cells row={row} />}
    </RecordList>
  );
}

function Filters({ search }: { search: OrderSearch }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const types = useQuery(orderTypes);
  const change = (part: Record<string, unknown>) =>
    void navigate({ to: "/orders", search: parseOrders({ ...search, ...part }), replace: true });
  return (
    <>
      <Choice
        name={t("records.lists.columns.state")}
        value={search.state}
        options={ORDER_STATES.map((value) => ({
          value,
          label: orderState(t, { state: value, state_label: value }),
        }))}
        onChoose={(state) => change({ state })}
      />
      <Choice
        name={t("records.lists.columns.type")}
        value={search.type}
        options={(types.data ?? []).map(({ code, label }) => ({ value: code, label }))}
        onChoose={(type) => change({ type })}
      />
      <Checkbox
        size="xs"
        label={t("records.lists.differing")}
        checked={search.differing === true}
        onChange={({ currentTarget }) => change({ differing: currentTarget.checked })}
      />
      <NotLoaded query={types} what={t("records.work.typesFailed")} />
    </>
  );
}

function Cells({ row }: { row: Row }) {
  const { t } = useTranslation();
  return (
    <>
      <th scope="row">
        <Link to="/orders/$orderId" params={{ orderId: row.id }}>
          {row.number}
        </Link>
      </th>
      <td>{orderState(t, row)}</td>
      <td>{row.order_type_label}</td>
      <td>
        <When at={row.created_at} />
      </td>
      <td>
        <TicketLink id={row.ticket_id}>{row.ticket_number}</TicketLink>
      </td>
      <td>
        <Said text={row.description} />
      </td>
      <td>
        <Said text={row.resolution} />
      </td>
      <td>
        <Said text={[row.customer_number, row.customer_name].filter(Boolean).join(" · ")} />
      </td>
      <td>{row.customer_phone}</td>
      <td>
        <Said text={[row.address, row.city].filter(Boolean).join(", ")} />
      </td>
      <td>
        <Said text={row.created_by} />
      </td>
      <td>
        <Said text={row.closed_by} />
      </td>
      <td>
        <Said text={row.observation} />
      </td>
    </>
  );
}
