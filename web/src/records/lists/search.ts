export const ORDER_STATES = ["open", "in_progress", "reschedule", "finished", "cancelled"] as const;
export const TICKET_STATES = [
  "registered",
  "assigned",
  "in_progress",
  "finished",
  "closed",
  "cancelled",
] as const;
export const WHOSE = ["me", "none"] as const;

const CODE = /^[a-z0-9-]{1,60}$/;
const LONGEST_WORDS = 60;

/** Which orders are listed; kept in the address, so that it can be shared and reloaded. All that is
 * said must hold (A22). */
export interface OrderSearch {
  state?: (typeof ORDER_STATES)[number];
  type?: string;
  /** Only where Iclass and we tell different stories. */
  differing?: true;
}

export interface TicketSearch {
  /** Where nothing is said, those that are being worked on. */
  state?: (typeof TICKET_STATES)[number] | "all";
  whose?: (typeof WHOSE)[number];
  area?: string;
  /** A number, or three letters of a title. */
  q?: string;
}

/** What an address says of it, as far as it can be understood. */
export function parseOrders(search: Record<string, unknown>): OrderSearch {
  const state = ORDER_STATES.find((each) => each === search.state);
  const type = codeIn(search.type);
  return {
    ...(state ? { state } : {}),
    ...(type ? { type } : {}),
    ...(search.differing === true ? { differing: true as const } : {}),
  };
}

export function parseTickets(search: Record<string, unknown>): TicketSearch {
  const state = [...TICKET_STATES, "all" as const].find((each) => each === search.state);
  const whose = WHOSE.find((each) => each === search.whose);
  const area = codeIn(search.area);
  // An address that says 1042 is read as a number.
  const q = `${search.q ?? ""}`.trim().slice(0, LONGEST_WORDS);
  return {
    ...(state ? { state } : {}),
    ...(whose ? { whose } : {}),
    ...(area ? { area } : {}),
    ...(isSearchable(q) ? { q } : {}),
  };
}

/** Whether there is enough of it to look for. */
export function isSearchable(text: string): boolean {
  return /^\d{1,18}$/.test(text) || text.length >= 3;
}

function codeIn(value: unknown): string | undefined {
  return typeof value === "string" && CODE.test(value) ? value : undefined;
}
