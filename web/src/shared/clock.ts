import { createStore, useStore } from "./store";

/** One clock for all that counts up, so that a hundred rows need no hundred timers. */
const clock = createStore(Date.now());
setInterval(() => {
  if (!document.hidden) clock.set(Date.now());
}, 1_000);

export function useNow(): number {
  return useStore(clock);
}
