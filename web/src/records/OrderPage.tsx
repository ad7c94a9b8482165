import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { Facts } from "@/contact-desk/attention/Facts";
import { answerOf, orders } from "@/shared/api/client";
import { When } from "@/shared/ui/Times";
import { OrderActions } from "./deeds/OrderActions";
import type { Order } from "./deeds/order-commands";
import { Lines } from "./Lines";
import { orderState } from "./named";
import { Part, Record, Text } from "./Record";
import { TicketLink } from "./TicketLink";

const SOON = 2_000;
const LATER = 15_000;

/** One service order: the work, whose it is, when, all that happened to it, and what can be done. */
export function OrderPage() {
  const { t, i18n } = useTranslation();
  const { orderId = "" } = useParams({ strict: false });
  const { data, error, refetch } = useQuery({
    queryKey: ["order", orderId],
    queryFn: ({ signal }) => {
      const params = { path: { order_id: orderId } };
      return answerOf(orders.GET("/api/v1/orders/{order_id}", { params, signal }));
    },
    // What Iclass and the technicians tell comes by itself; its answer is waited for.
    refetchInterval: ({ state }) => (state.data?.dispatch_state === "requested" ? SOON : LATER),
  });
  const title = data ? t("records.orderNumber", { number: data.number }) : null;
  return (
    <Record
      title={title}
      state={data ? orderState(t, data) : ""}
      error={error}
      onRetry={() => void refetch()}
    >
      {data && (
        <>
          <Part name={t("records.about")}>
            <Facts
              of={[
                [t("records.orderType"), data.order_type_label],
                [
                  t("attention.ticket"),
                  <TicketLink key="ticket" id={data.ticket_id}>
                    {t("attention.ticketNumber", { number: data.ticket_number })}
                  </TicketLink>,
                ],
                [t("attention.customer"), data.customer_name],
                [t("columns.phone"), data.customer_phone],
                [t("records.address"), data.address],
                [t("columns.city"), data.city],
                [t("records.slot"), data.slot && windowOf(data.slot, i18n.language)],
                [t("records.work.iclass"), inIclass(data, t)],
                [t("records.created"), <When key="created" at={data.created_at} />],
              ]}
            />
            <Text>{data.description}</Text>
          </Part>
          <OrderActions order={data} />
          {data.resolution && (
            <Part name={t("records.resolution")}>
              <Text>{data.resolution}</Text>
            </Part>
          )}
          {data.observation && (
            <Part name={t("records.lists.columns.observation")}>
              <Text>{data.observation}</Text>
            </Part>
          )}
          <Part name={t("records.timeline")}>
            <Lines of={data.timeline} />
          </Part>
        </>
      )}
    </Record>
  );
}

/** A day of the calendar and a window of the clock: they have no zone to be changed into. */
function windowOf({ day, start, end }: NonNullable<Order["slot"]>, language: string): string {
  const named = new Date(`${day}T00:00`).toLocaleDateString(language, {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
  });
  return `${named}, ${start.slice(0, 5)}–${end.slice(0, 5)}`;
}

/** Whether Iclass has it, under which number, and why not (A47). */
function inIclass(order: Order, t: TFunction): string {
  const { state, external_refs: refs, reason } = order.dispatch;
  const number = refs.find(({ valid_to }) => valid_to === null)?.id;
  const name = t(`records.work.dispatch.${state as "none"}`, { defaultValue: state });
  return [name, number, reason].filter(Boolean).join(" · ");
}
