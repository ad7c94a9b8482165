import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { answerOf, intake } from "@/shared/api/client";
import { explainRefusal } from "@/shared/api/refusals";
import { refuse } from "@/shared/ui/messages";
import { type Duty, holds } from "./moments";

export const DUTIES = ["on", "away", "off"] as const;

const KEY = ["duty"];
const EVERY = 30_000;
/** Being on duty lapses after two minutes: said again well before. */
const SAID_AGAIN = 45_000;

const say = (state: Duty["state"]) =>
  answerOf(intake.PUT("/api/v1/contacts/duty", { body: { state } }));

/** Whether I attend now, and how to say otherwise. A desk that is open keeps who is on duty there. */
export function useDuty(isWanted: boolean) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const {
    data: duty,
    error,
    refetch,
  } = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => answerOf(intake.GET("/api/v1/contacts/duty", { signal })),
    enabled: isWanted,
    refetchInterval: EVERY,
  });
  const isOn = isWanted && duty?.state === "on";
  useEffect(() => {
    if (!isOn) return;
    const timer = window.setInterval(() => {
      if (!holds(queries.getQueryData<Duty>(KEY), Date.now())) return;
      say("on").then(
        (now) => queries.setQueryData(KEY, now),
        () => void queries.invalidateQueries({ queryKey: KEY }),
      );
    }, SAID_AGAIN);
    return () => window.clearInterval(timer);
  }, [isOn, queries]);
  const change = useCallback(
    async (state: Duty["state"]) => {
      try {
        await queries.cancelQueries({ queryKey: KEY });
        queries.setQueryData(KEY, await say(state));
      } catch (error) {
        refuse(t("duty.failed", { why: explainRefusal(error, t) }));
      }
    },
    [queries, t],
  );
  return { duty, error, refetch, isOn, change };
}
