import i18next from "i18next";
import { topicOf } from "@/contact-desk/contact";
import { orderState, ticketState } from "@/records/named";
import { answerOf, directory, intake, orders, tickets } from "@/shared/api/client";
import { Problem } from "@/shared/api/problem";

/** Where something is shown, in this console. */
export type Place =
  | { to: "/contacts/$screen"; params: { screen: string } }
  | { to: "/contacts/$screen/$contactId"; params: { screen: string; contactId: string } }
  | { to: "/customers/$customerId"; params: { customerId: string } }
  | { to: "/tickets/$ticketId"; params: { ticketId: string } }
  | { to: "/orders/$orderId"; params: { orderId: string } };

/** One thing that was found: its name, what tells it from others, and where it is shown. */
export interface Find {
  id: string;
  name: string;
  detail: string;
  place: Place;
}

/** What was found first, and whether more would be. */
export interface Finds {
  finds: readonly Find[];
  hasMore: boolean;
}

export const KINDS = ["customers", "contacts", "tickets", "orders"] as const;
export type Kind = (typeof KINDS)[number];

/** A kind of things that can be looked for; each is asked by itself, and fails by itself. */
export interface Source {
  kind: Kind;
  needs: string;
  understands: (text: string) => boolean;
  find: (text: string, signal: AbortSignal) => Promise<Finds>;
}

const MOST = 4;
/** Many have the same name, and nowhere else is one looked for by it. */
const MOST_CUSTOMERS = 8;
const NOTHING: Finds = { finds: [], hasMore: false };
const LEAST_LETTERS = 3;
const LONGEST = 60;
const SEARCHED_SCREENS = ["calls", "calls-without-city", "chats", "inquiries"] as const;

const isLong = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, "").length >= LEAST_LETTERS;

/** The whole number of something, however its groups are set apart; null where it is none. */
export function numberIn(text: string): number | null {
  const digits = text.replace(/^(#|n[.º°]*)\s*/i, "").replace(/[\s.]/g, "");
  const number = Number(digits);
  return /^\d+$/.test(digits) && number >= 1 && Number.isSafeInteger(number) ? number : null;
}

const customers: Source = {
  kind: "customers",
  needs: "customers.read",
  understands: isLong,
  find: async (text, signal) => {
    const params = { query: { query: text, limit: MOST_CUSTOMERS } };
    const page = await answerOf(directory.GET("/api/v1/customers", { params, signal }));
    const finds = page.items.map((each) => ({
      id: each.customer_id,
      name: each.name,
      detail: [each.number, `${each.national_id_kind} ${each.national_id}`, ...each.cities]
        .filter((part) => part.trim() !== "")
        .join(" · "),
      place: { to: "/customers/$customerId" as const, params: { customerId: each.customer_id } },
    }));
    return { finds, hasMore: page.next !== null };
  },
};

const contacts: Source = {
  kind: "contacts",
  needs: "contacts.read",
  understands: (text) => isLong(text) || numberIn(text) !== null,
  find: async (text, signal) => {
    const pages = await Promise.all(
      SEARCHED_SCREENS.map((screen) => {
        const params = { query: { screen, q: text, limit: MOST } };
        return answerOf(intake.GET("/api/v1/contacts", { params, signal }));
      }),
    );
    const rows = pages.flatMap((page) => page.items);
    const newest = rows.sort((a, b) => Date.parse(b.date) - Date.parse(a.date)).slice(0, MOST);
    const finds = newest.map((each) => ({
      id: each.id,
      name: each.name ?? each.phone ?? `${each.number}`,
      detail: [each.number, topicOf(each), each.city, i18next.t(`states.${each.state.code}`)]
        .filter(Boolean)
        .join(" · "),
      place: {
        to: "/contacts/$screen/$contactId" as const,
        params: { screen: each.screen, contactId: each.id },
      },
    }));
    return { finds, hasMore: rows.length > MOST || pages.some((page) => page.next !== null) };
  },
};

const allTickets: Source = {
  kind: "tickets",
  needs: "tickets.read",
  understands: (text) => text.length <= LONGEST && (isLong(text) || numberIn(text) !== null),
  find: async (text, signal) => {
    const params = { query: { query: `${numberIn(text) ?? text}`, limit: MOST } };
    const page = await answerOf(tickets.GET("/api/v1/tickets", { params, signal }));
    const finds = page.items.map((each) => ({
      id: each.id,
      name: each.title,
      detail: [each.number, ticketState(i18next.t, each), each.customer?.name]
        .filter(Boolean)
        .join(" · "),
      place: { to: "/tickets/$ticketId" as const, params: { ticketId: each.id } },
    }));
    return { finds, hasMore: page.next !== null };
  },
};

const allOrders: Source = {
  kind: "orders",
  needs: "orders.read",
  understands: (text) => numberIn(text) !== null,
  find: async (text, signal) => {
    const number = numberIn(text);
    if (number === null) return NOTHING;
    const params = { query: { number, limit: MOST } };
    const page = await answerOf(orders.GET("/api/v1/orders", { params, signal }));
    const finds = page.items.map((each) => ({
      id: each.id,
      name: each.order_type_label ?? each.description,
      detail: [each.number, orderState(i18next.t, each), each.customer_name]
        .filter(Boolean)
        .join(" · "),
      place: { to: "/orders/$orderId" as const, params: { orderId: each.id } },
    }));
    return { finds, hasMore: page.next !== null };
  },
};

const SOURCES: readonly Source[] = [customers, contacts, allTickets, allOrders];

/** What somebody with these permissions may look for, of what this text could mean. */
export function sourcesFor(text: string, permissions: readonly string[]): Source[] {
  return SOURCES.filter(
    ({ needs, understands }) => permissions.includes(needs) && understands(text),
  );
}

/** What a service cannot understand, nothing of it matches. */
export async function findIn(source: Source, text: string, signal: AbortSignal): Promise<Finds> {
  try {
    return await source.find(text, signal);
  } catch (error) {
    if (error instanceof Problem && error.status === 422) return NOTHING;
    throw error;
  }
}
