import { useInfiniteQuery } from "@tanstack/react-query";
import { answerOf, intake } from "@/shared/api/client";
import type { components } from "@/shared/api/generated/intake";
import { useHeld, withHeld } from "@/shared/live/held";

export type CallBack = components["schemas"]["CallBackRow"];
export type Outcome = components["schemas"]["AttemptOutcome"];
export type State = components["schemas"]["CallBackState"];

export const STATES: readonly State[] = ["open", "done", "failed", "cleared"];
export const OUTCOMES: readonly Outcome[] = ["reached", "no-answer", "busy", "wrong-number"];
export const CALL_BACKS = "call-backs";

const EVERY = 10_000;

/** Who is to be called back, the first due first; or what became of those who were. */
export function useCallBacks(state: State) {
  const query = useInfiniteQuery({
    queryKey: [CALL_BACKS, state],
    queryFn: ({ pageParam, signal }) => {
      const query = { state, ...(pageParam ? { after: pageParam } : {}) };
      return answerOf(intake.GET("/api/v1/contacts/call-backs", { params: { query }, signal }));
    },
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    refetchInterval: EVERY,
  });
  const { held, hold, letGo } = useHeld<CallBack>(idOf);
  const listed = query.data?.pages.flatMap((page) => page.items);
  return {
    ...query,
    count: listed?.length ?? 0,
    shown: listed && withHeld(listed, state === "open" ? held : [], idOf, firstDueFirst),
    hold,
    letGo,
  };
}

const idOf = (callBack: CallBack) => callBack.id;

const firstDueFirst = (one: CallBack, other: CallBack) =>
  Date.parse(one.due_at) - Date.parse(other.due_at) || (one.id < other.id ? -1 : 1);
