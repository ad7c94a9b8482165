import { dayOf, startOfDay } from "@/shared/times";
import { isScreen, type ScreenName } from "./screens";

export const STATES = ["live", "open", "closed"] as const;
export const CLAIMS = ["free", "taken", "mine"] as const;
export const SORTS = ["date", "waiting"] as const;

/** What of a screen is listed; kept in the address, so that it can be shared and reloaded. */
export interface Filters {
  state?: (typeof STATES)[number];
  claim?: (typeof CLAIMS)[number];
  city?: string;
  inquiries?: true;
  reason?: string;
  /** The code of one of the desk's queues. */
  queue?: string;
  unidentified?: true;
  /** Days by the company's clock; the second is the last one that is listed. */
  since?: string;
  until?: string;
  /** Pieces of a name, a phone, an id. */
  q?: string;
  /** Newest first where nothing else is said. */
  sort?: (typeof SORTS)[number];
}

const LONGEST_CITY = 300;
const LONGEST_WORD = 100;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const A_DAY = 24 * 3_600_000;

/** What an address says, as far as it can be understood and answered. */
export function parseFilters(search: Record<string, unknown>): Filters {
  const state = STATES.find((each) => each === search.state);
  const claim = CLAIMS.find((each) => each === search.claim);
  const sort = SORTS.find((each) => each === search.sort);
  const city = textOf(search.city, LONGEST_CITY);
  const reason = textOf(search.reason, LONGEST_WORD);
  const queue = textOf(search.queue, LONGEST_WORD);
  const [since, until] = [dayIn(search.since), dayIn(search.until)];
  // An address that says 1042 is read as a number.
  const q = textOf(typeof search.q === "number" ? `${search.q}` : search.q, LONGEST_WORD);
  // Who is attended does not wait, nor does what is closed.
  const nobodyWaits = state === "closed" || claim === "mine" || claim === "taken";
  return {
    ...(state ? { state } : {}),
    ...(claim ? { claim } : {}),
    ...(city ? { city } : {}),
    ...(search.inquiries === true ? { inquiries: true as const } : {}),
    ...(reason ? { reason } : {}),
    ...(queue ? { queue } : {}),
    ...(search.unidentified === true ? { unidentified: true as const } : {}),
    ...(since ? { since } : {}),
    ...(until ? { until } : {}),
    ...(isSearchable(q) ? { q } : {}),
    ...(sort && !(sort === "waiting" && nobodyWaits) ? { sort } : {}),
  };
}

/** Whether there is enough of it to look for: three letters of a word, or a number. */
export function isSearchable(text: string): boolean {
  return text
    .split(/\s+/)
    .some(
      (word) => /^[-().,/+\d]*\d$/.test(word) || word.replace(/[^\p{L}\p{N}]/gu, "").length >= 3,
    );
}

export function isFiltered(filters: Filters): boolean {
  const { inquiries, sort, ...hiding } = filters;
  return Object.keys(hiding).length > 0;
}

/** The same as the service calls it. */
export function queryOf(screen: ScreenName, filters: Filters) {
  const { inquiries, since, until, ...same } = filters;
  return {
    screen,
    ...same,
    ...(since ? { since: startOfDay(since).toISOString() } : {}),
    ...(until ? { until: startOfDay(dayAfter(until)).toISOString() } : {}),
    ...(screen === "mine" && inquiries ? { with_inquiries: true } : {}),
  };
}

/** What a saved view shows; null where this console has no such screen. */
export function filtersOf(
  view: Record<string, unknown>,
): { screen: ScreenName; filters: Filters } | null {
  const { screen, since, until, with_inquiries: inquiries, ...same } = view;
  if (typeof screen !== "string" || !isScreen(screen)) return null;
  const days = {
    ...(typeof since === "string" ? { since: dayOf(new Date(since)) } : {}),
    ...(typeof until === "string" ? { until: dayOf(new Date(Date.parse(until) - 1)) } : {}),
  };
  return { screen, filters: parseFilters({ ...same, ...days, inquiries: inquiries === true }) };
}

/** The address of the stream that tells of this list's changes. */
export function streamOf(screen: ScreenName, filters: Filters): string {
  const query = Object.entries(queryOf(screen, filters)).map(([key, value]) => [key, `${value}`]);
  return `/api/v1/contacts/stream?${new URLSearchParams(query)}`;
}

function textOf(value: unknown, longest: number): string {
  return typeof value === "string" ? value.trim().slice(0, longest) : "";
}

function dayIn(value: unknown): string {
  const isDay = typeof value === "string" && DAY.test(value) && !Number.isNaN(Date.parse(value));
  return isDay ? value : "";
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + A_DAY).toISOString().slice(0, 10);
}
