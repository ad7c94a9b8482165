import type { components } from "@/shared/api/generated/intake";

export type State = components["schemas"]["CallBackState"];

export const STATES: readonly State[] = ["open", "done", "failed", "cleared"];

/** Which call-backs are listed; kept in the address, so that it can be shared and reloaded. Where
 * nothing is said, those that are open. */
export interface Search {
  state?: State;
}

/** What an address says of it. */
export function parseSearch(search: Record<string, unknown>): Search {
  const state = STATES.find((each) => each === search.state);
  return state && state !== "open" ? { state } : {};
}
