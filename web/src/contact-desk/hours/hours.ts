import type { components } from "@/shared/api/generated/intake";
import type { ScreenName } from "../screens";

export type Attendance = components["schemas"]["Attendance"];
export type Channel = components["schemas"]["Channel"];

/** By which channel those of a list come. One's own come by several: the hours of all count. */
export const CHANNEL: Record<ScreenName, Channel | null> = {
  calls: "call",
  "calls-without-city": "call",
  chats: "chat",
  inquiries: "inquiry",
  mine: null,
};

// Somebody may set other hours at any time.
const EVERY = 60_000;
// Where the service's clock is behind ours, it has not happened there yet.
const SOONEST = 5_000;

/** How long what was answered holds for sure: until it opens or closes, and not for ever. */
export function holdsFor(hours: Attendance | undefined, now: number): number {
  const turn = hours?.open ? hours.open_until : hours?.next_opening;
  return turn ? Math.min(EVERY, Math.max(SOONEST, Date.parse(turn) - now)) : EVERY;
}
