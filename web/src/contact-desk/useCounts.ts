import { useQuery } from "@tanstack/react-query";
import { answerOf, intake } from "@/shared/api/client";
import { useStore } from "@/shared/store";
import type { Counts } from "./contact";
import { liveState } from "./live-state";
import type { ScreenName } from "./screens";

export const COUNTS = ["contacts", "counts"];
const EVERY = 10_000;

/** What the badges say: told by the stream, else asked for. */
export function useCounts(isWanted: boolean): Counts | undefined {
  const isTold = useStore(liveState) === "live";
  const { data } = useQuery({
    queryKey: COUNTS,
    queryFn: ({ signal }) => answerOf(intake.GET("/api/v1/contacts/counts", { signal })),
    enabled: isWanted,
    refetchInterval: isTold ? false : EVERY,
  });
  return data;
}

/** Who still waits on a screen: live and open; null while nobody knows. */
export function openOf(
  counts: Counts | undefined,
  screen: ScreenName,
): { count: number; isMore: boolean } | null {
  const states = counts?.screens[screen];
  if (!counts || !states) return null;
  const found = [states.live ?? 0, states.open ?? 0];
  return {
    count: found.reduce((sum, each) => sum + each, 0),
    isMore: found.some((each) => each >= counts.highest),
  };
}
