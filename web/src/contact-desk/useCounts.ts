import { useQuery } from "@tanstack/react-query";
import { answerOf, intake } from "@/shared/api/client";
import { useStore } from "@/shared/store";
import type { Counts } from "./contact";
import { liveState } from "./live-state";
import type { ScreenName } from "./screens";

export const COUNTS = ["contacts", "counts"];
const EVERY = 10_000;
// What only becomes due with time nobody tells.
const EVERY_WHEN_TOLD = 60_000;

/** What the badges say: told by the stream, else asked for. */
export function useCounts(isWanted: boolean): Counts | undefined {
  const isTold = useStore(liveState) === "live";
  const { data } = useQuery({
    queryKey: COUNTS,
    queryFn: ({ signal }) => answerOf(intake.GET("/api/v1/contacts/counts", { signal })),
    enabled: isWanted,
    refetchInterval: isTold ? EVERY_WHEN_TOLD : EVERY,
  });
  return data;
}

/** How many there are, or that many and more. */
export interface Counted {
  count: number;
  isMore: boolean;
}

/** Who still waits on a screen: live and open; null while nobody knows. */
export function openOf(counts: Counts | undefined, screen: ScreenName): Counted | null {
  const states = counts?.screens[screen];
  if (!counts || !states) return null;
  const found = [states.live ?? 0, states.open ?? 0];
  return {
    count: found.reduce((sum, each) => sum + each, 0),
    isMore: found.some((each) => each >= counts.highest),
  };
}

/** A count that went no further than the highest; null while nobody knows. */
export function countedTo(
  count: number | undefined,
  of: { highest: number } | undefined,
): Counted | null {
  return of && count !== undefined ? { count, isMore: count >= of.highest } : null;
}
