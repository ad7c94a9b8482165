import { useInfiniteQuery } from "@tanstack/react-query";
import { answerOf, tickets } from "@/shared/api/client";
import type { components } from "@/shared/api/generated/tickets";

type Ticket = components["schemas"]["TicketWithTimeline"];

interface Page {
  /** With the first page of its timeline only. */
  ticket: Ticket | null;
  timeline: Ticket["timeline"];
}

const EVERY = 15_000;

/** A ticket with as much of its timeline as was asked for, newest first: what colleagues do with it
 * comes by itself. All pages are read again, each from where the one before ends now, so that no
 * line is lost between two of them. */
export function useTicket(ticketId: string) {
  const { data, ...query } = useInfiniteQuery({
    queryKey: ["ticket", ticketId],
    queryFn: ({ pageParam, signal }) => readPage(ticketId, pageParam, signal),
    initialPageParam: "",
    getNextPageParam: ({ timeline }) => timeline.next,
    refetchInterval: EVERY,
  });
  return {
    ...query,
    ticket: data?.pages[0]?.ticket ?? null,
    lines: data?.pages.flatMap(({ timeline }) => timeline.items) ?? [],
  };
}

async function readPage(ticketId: string, after: string, signal: AbortSignal): Promise<Page> {
  const path = { ticket_id: ticketId };
  if (after) {
    const params = { path, query: { after } };
    const older = tickets.GET("/api/v1/tickets/{ticket_id}/timeline", { params, signal });
    return { ticket: null, timeline: await answerOf(older) };
  }
  const params = { path };
  const ticket = await answerOf(tickets.GET("/api/v1/tickets/{ticket_id}", { params, signal }));
  return { ticket, timeline: ticket.timeline };
}
