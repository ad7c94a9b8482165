import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { NotLoaded } from "@/shared/ui/Notice";
import { ActionBar } from "./ActionBar";
import type { Choice } from "./CommandForm";
import { ORDER_DEEDS, type Order, send } from "./order-commands";
import { orderTypes } from "./order-types";

/** Into Iclass, a slot, a follow-up, its end (A37, A39, A43, A45, A53). */
export function OrderActions({ order }: { order: Order }) {
  const { t } = useTranslation();
  const types = useQuery({ ...orderTypes, enabled: order.allowed_actions.includes("dispatch") });
  return (
    <>
      <ActionBar
        of="order"
        id={order.id}
        deeds={ORDER_DEEDS}
        allowed={order.allowed_actions}
        choicesOf={(deed) => (deed === "dispatch" ? iclassTypes(order, types.data ?? []) : [])}
        onSend={(deed, values, key) => send(deed, order.id, values, key)}
      />
      <NotLoaded query={types} what={t("records.work.typesFailed")} />
    </>
  );
}

interface OrderType {
  code: string;
  label: string;
  iclass_order_type: string | null;
}

/** The types of Iclass that ours lead to; first the one of the order's own type. */
function iclassTypes(order: Order, types: readonly OrderType[]): Choice[] {
  const known = types.flatMap(({ code, label, iclass_order_type: value }) =>
    value ? [{ code, value, label: `${value} · ${label}` }] : [],
  );
  const own = known.filter(({ code }) => code === order.order_type);
  const all = [...own, ...known];
  return all
    .filter(({ value }, place) => all.findIndex((each) => each.value === value) === place)
    .map(({ value, label }) => ({ value, label }));
}
