import { answerOf, orders } from "@/shared/api/client";
import type { components } from "@/shared/api/generated/orders";
import type { Values } from "@/shared/useKept";
import type { work } from "./words/es";

export type Order = components["schemas"]["OrderDetail"];

/** What this console has a form for, in the order in which an order lives. */
export const ACTIONS = [
  "dispatch",
  "book",
  "reschedule",
  "follow-up",
  "reconcile",
  "finish",
  "cancel",
] as const;
export type Action = (typeof ACTIONS)[number];

export interface Field {
  /** What it asks for, in the words of `records.work.asks`. */
  asks: keyof (typeof work)["asks"];
  name: "iclass" | "type" | "day" | "start" | "end" | "text" | "more";
  is: "choice" | "date" | "time" | "text";
  longest?: number;
  isOptional?: boolean;
}

const text = (asks: Field["asks"], longest: number): Field => ({
  asks,
  name: "text",
  is: "text",
  longest,
});

export const FIELDS: Record<Action | "open", readonly Field[]> = {
  open: [{ asks: "type", name: "type", is: "choice", isOptional: true }, text("work", 5_000)],
  dispatch: [{ asks: "iclassType", name: "iclass", is: "choice" }],
  book: [
    { asks: "day", name: "day", is: "date" },
    { asks: "start", name: "start", is: "time" },
    { asks: "end", name: "end", is: "time" },
  ],
  reschedule: [text("whyNotDone", 1_000)],
  "follow-up": [text("followUp", 10_000)],
  reconcile: [text("found", 1_000)],
  finish: [
    text("resolution", 5_000),
    { asks: "observation", name: "more", is: "text", longest: 5_000, isOptional: true },
  ],
  cancel: [text("whyCancelled", 1_000)],
};

/** Whether all is said that has to be. */
export function isSaid(fields: readonly Field[], values: Values): boolean {
  return fields.every((field) => field.isOptional || (values[field.name] ?? "").trim() !== "");
}

/** What may be done to it now, as the service says, and what was begun. */
export function actionsOf(order: Order, begun: Action | null): Action[] {
  return ACTIONS.filter((each) => each === begun || order.allowed_actions.includes(each));
}

/** Hands a ticket's work to the technical area; the new order. */
export function open(ticketId: string, values: Values, key: string): Promise<Order> {
  const { type, text = "" } = values;
  const body = { ticket_id: ticketId, description: text, order_type: type || null };
  const params = { header: { "Idempotency-Key": key } };
  return answerOf(orders.POST("/api/v1/orders", { params, body }));
}

export async function send(
  action: Action,
  orderId: string,
  values: Values,
  key: string,
): Promise<void> {
  const { text = "", more = "", day = "", start = "", end = "", iclass = "" } = values;
  const params = { path: { order_id: orderId }, header: { "Idempotency-Key": key } };
  const base = "/api/v1/orders/{order_id}";
  switch (action) {
    case "dispatch":
      await answerOf(
        orders.POST(`${base}/dispatch`, { params, body: { iclass_order_type: iclass } }),
      );
      return;
    case "book":
      await answerOf(orders.POST(`${base}/slots`, { params, body: { day, start, end } }));
      return;
    case "reschedule":
      await answerOf(orders.POST(`${base}/reschedule`, { params, body: { reason: text } }));
      return;
    case "follow-up":
      await answerOf(orders.POST(`${base}/follow-ups`, { params, body: { body: text } }));
      return;
    case "reconcile":
      await answerOf(orders.POST(`${base}/reconcile`, { params, body: { note: text } }));
      return;
    case "finish": {
      const body = { resolution: text, observation: more.trim() || null };
      await answerOf(orders.POST(`${base}/finish`, { params, body }));
      return;
    }
    case "cancel":
      await answerOf(orders.POST(`${base}/cancel`, { params, body: { reason: text } }));
  }
}
