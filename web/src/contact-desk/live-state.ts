import type { LiveState } from "@/shared/live/live-source";
import { createStore } from "@/shared/store";

/** How the list that is open stays fresh; null where none is. */
export const liveState = createStore<LiveState | null>(null);
