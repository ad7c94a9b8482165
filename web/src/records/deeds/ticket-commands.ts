import { answerOf, idempotencyKey, tickets } from "@/shared/api/client";
import type { components } from "@/shared/api/generated/tickets";
import type { Values } from "@/shared/useKept";

export type Ticket = components["schemas"]["TicketWithTimeline"];

/** In the order in which a ticket lives. */
export const TICKET_DEEDS = [
  "ticket-start",
  "ticket-assign",
  "ticket-comment",
  "ticket-finish",
  "ticket-close",
  "ticket-reopen",
  "ticket-cancel",
] as const;
export type TicketDeed = (typeof TICKET_DEEDS)[number];

export const VISIBILITIES = ["internal", "public"] as const;

/** Says anew what a ticket is about. */
export function recategorize(ticketId: string, values: Values, key: string): Promise<unknown> {
  const params = { path: { ticket_id: ticketId }, header: idempotencyKey(key) };
  const body = { category: values.choice ?? "" };
  return answerOf(tickets.POST("/api/v1/tickets/{ticket_id}/recategorize", { params, body }));
}

/** Does one thing with a ticket; the same key again is done once. */
export function sendTicket(
  deed: TicketDeed,
  ticketId: string,
  values: Values,
  key: string,
): Promise<unknown> {
  const { text = "", choice = "" } = values;
  const params = { path: { ticket_id: ticketId }, header: idempotencyKey(key) };
  const base = "/api/v1/tickets/{ticket_id}";
  switch (deed) {
    case "ticket-start":
      return answerOf(tickets.POST(`${base}/start`, { params }));
    case "ticket-assign":
      return answerOf(tickets.POST(`${base}/assign`, { params, body: { area: choice } }));
    case "ticket-comment": {
      const visibility: "public" | "internal" = choice === "public" ? choice : "internal";
      const body = { kind: "comment" as const, visibility, body: text };
      return answerOf(tickets.POST(`${base}/entries`, { params, body }));
    }
    case "ticket-finish":
      return answerOf(tickets.POST(`${base}/finish`, { params, body: { resolution: text } }));
    case "ticket-close":
      return answerOf(tickets.POST(`${base}/close`, { params, body: { closing_text: text } }));
    case "ticket-reopen":
      return answerOf(tickets.POST(`${base}/reopen`, { params, body: { reason: text } }));
    case "ticket-cancel":
      return answerOf(tickets.POST(`${base}/cancel`, { params, body: { reason: text } }));
  }
}
