import { answerOf, idempotencyKey, orders } from "@/shared/api/client";
import type { components } from "@/shared/api/generated/orders";
import type { Values } from "@/shared/useKept";

export type Order = components["schemas"]["OrderDetail"];

/** In the order in which an order lives. */
export const ORDER_DEEDS = [
  "dispatch",
  "book",
  "reschedule",
  "follow-up",
  "reconcile",
  "finish",
  "cancel",
] as const;
export type OrderDeed = (typeof ORDER_DEEDS)[number];

/** Hands a ticket's work to the technical area; the new order. */
export function open(ticketId: string, values: Values, key: string): Promise<Order> {
  const { choice: type, text = "" } = values;
  const body = { ticket_id: ticketId, description: text, order_type: type || null };
  const params = { header: idempotencyKey(key) };
  return answerOf(orders.POST("/api/v1/orders", { params, body }));
}

/** Does one thing with an order; the same key again is done once. */
export function send(
  deed: OrderDeed,
  orderId: string,
  values: Values,
  key: string,
): Promise<unknown> {
  const { text = "", more = "", day = "", start = "", end = "", choice = "" } = values;
  const params = { path: { order_id: orderId }, header: idempotencyKey(key) };
  const base = "/api/v1/orders/{order_id}";
  switch (deed) {
    case "dispatch": {
      const body = { iclass_order_type: choice };
      return answerOf(orders.POST(`${base}/dispatch`, { params, body }));
    }
    case "book":
      return answerOf(orders.POST(`${base}/slots`, { params, body: { day, start, end } }));
    case "reschedule":
      return answerOf(orders.POST(`${base}/reschedule`, { params, body: { reason: text } }));
    case "follow-up":
      return answerOf(orders.POST(`${base}/follow-ups`, { params, body: { body: text } }));
    case "reconcile":
      return answerOf(orders.POST(`${base}/reconcile`, { params, body: { note: text } }));
    case "finish": {
      const body = { resolution: text, observation: more.trim() || null };
      return answerOf(orders.POST(`${base}/finish`, { params, body }));
    }
    case "cancel":
      return answerOf(orders.POST(`${base}/cancel`, { params, body: { reason: text } }));
  }
}
