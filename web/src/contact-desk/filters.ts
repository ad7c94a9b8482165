import type { ScreenName } from "./screens";

export const STATES = ["live", "open", "closed"] as const;
export const CLAIMS = ["free", "taken", "mine"] as const;

/** What of a screen is listed; kept in the address, so that it can be shared and reloaded. */
export interface Filters {
  state?: (typeof STATES)[number];
  claim?: (typeof CLAIMS)[number];
  city?: string;
  inquiries?: true;
}

const LONGEST_CITY = 300;

/** What an address says, as far as it can be understood. */
export function parseFilters(search: Record<string, unknown>): Filters {
  const state = STATES.find((each) => each === search.state);
  const claim = CLAIMS.find((each) => each === search.claim);
  const city = typeof search.city === "string" ? search.city.trim().slice(0, LONGEST_CITY) : "";
  return {
    ...(state ? { state } : {}),
    ...(claim ? { claim } : {}),
    ...(city ? { city } : {}),
    ...(search.inquiries === true ? { inquiries: true as const } : {}),
  };
}

export function isFiltered(filters: Filters): boolean {
  return Boolean(filters.state ?? filters.claim ?? filters.city);
}

/** The same as the service calls it. */
export function queryOf(screen: ScreenName, filters: Filters) {
  return {
    screen,
    ...(filters.state ? { state: filters.state } : {}),
    ...(filters.claim ? { claim: filters.claim } : {}),
    ...(filters.city ? { city: filters.city } : {}),
    ...(screen === "mine" && filters.inquiries ? { with_inquiries: true } : {}),
  };
}

/** The address of the stream that tells of this list's changes. */
export function streamOf(screen: ScreenName, filters: Filters): string {
  const query = Object.entries(queryOf(screen, filters)).map(([key, value]) => [key, `${value}`]);
  return `/api/v1/contacts/stream?${new URLSearchParams(query)}`;
}
