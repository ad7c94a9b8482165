import { useSyncExternalStore } from "react";
import { createStore, useStore } from "./store";

/** One clock for all that counts up, so that a hundred rows need no hundred timers. */
const clock = createStore(Date.now());
setInterval(() => {
  if (!document.hidden) clock.set(Date.now());
}, 1_000);

export function useNow(): number {
  return useStore(clock);
}

/** Whole minutes since a moment: whoever shows no seconds need not be drawn anew with every one. */
export function useMinutesSince(moment: number): number {
  return useSyncExternalStore(clock.subscribe, () => Math.floor((clock.get() - moment) / 60_000));
}
