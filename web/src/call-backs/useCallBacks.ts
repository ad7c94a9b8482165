import { answerOf, intake } from "@/shared/api/client";
import type { components } from "@/shared/api/generated/intake";
import { useHeldPages } from "@/shared/live/useHeldPages";
import type { State } from "./search";

export type CallBack = components["schemas"]["CallBackRow"];
export type Outcome = components["schemas"]["AttemptOutcome"];

export const OUTCOMES: readonly Outcome[] = ["reached", "no-answer", "busy", "wrong-number"];
export const CALL_BACKS = "call-backs";

const EVERY = 10_000;

/** Who is to be called back, the first due first; or what became of those who were. */
export function useCallBacks(state: State) {
  return useHeldPages<CallBack>({
    queryKey: [CALL_BACKS, state],
    every: EVERY,
    readPage: (after, signal) => {
      const params = { query: { state, ...after } };
      return answerOf(intake.GET("/api/v1/contacts/call-backs", { params, signal }));
    },
    idOf: (callBack) => callBack.id,
    order: firstDueFirst,
  });
}

const firstDueFirst = (one: CallBack, other: CallBack) =>
  Date.parse(one.due_at) - Date.parse(other.due_at) || (one.id < other.id ? -1 : 1);
