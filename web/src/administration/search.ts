/** What of a list is shown; kept in the address, so that it can be shared and reloaded. */
export interface Search {
  query?: string;
  role?: string;
}

export const LONGEST_QUERY = 200;

/** What an address says of it. A login of digits alone is read as a number there. */
export function parseSearch(search: Record<string, unknown>): Search {
  const query = textOf(search.query).slice(0, LONGEST_QUERY);
  const role = textOf(search.role);
  return { ...(query ? { query } : {}), ...(role ? { role } : {}) };
}

function textOf(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? `${value}`.trim() : "";
}
