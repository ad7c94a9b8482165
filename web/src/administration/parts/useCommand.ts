import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Problem } from "@/shared/api/problem";
import { explainRefusal } from "@/shared/api/refusals";
import { refuse, tell } from "@/shared/ui/messages";
import { fieldErrors } from "./field-errors";
import { proveOnceMore } from "./proof";

interface Told {
  /** What is said when it is done. */
  done?: string;
  /** How it is taken back, where it can be. */
  undo?: () => void;
  /** Is told why it was refused. */
  failed?: (error: unknown) => void;
  /** What was shown and is no more as it was. */
  stale?: readonly (readonly unknown[])[];
}

export interface Command {
  /** The answer; null where it was refused, which has been said. */
  run: <T>(ask: () => Promise<T>, told?: Told) => Promise<T | null>;
  isBusy: boolean;
  /** What is wrong with each field, by the field's name. */
  errors: Readonly<Record<string, string>>;
  /** Why it was refused last. */
  problem: Problem | null;
}

/** One thing that is done at a time; asks who one is, where the service wants to know it again. */
export function useCommand(): Command {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const latest = useRef(0);
  const takeBack = useRef(() => {});
  const run = useCallback(
    async <T>(ask: () => Promise<T>, told: Told = {}): Promise<T | null> => {
      latest.current += 1;
      const mine = latest.current;
      const release = () => {
        if (latest.current === mine) setBusy(false);
      };
      // Why it was not done before says nothing of this time.
      takeBack.current();
      setBusy(true);
      setProblem(null);
      try {
        const answer = await provenIfAsked(ask);
        if (answer === null) return null;
        if (told.done) tell(told.done, told.undo);
        return answer.value;
      } catch (error) {
        setProblem(error instanceof Problem ? error : null);
        told.failed?.(error);
        release();
        takeBack.current = refuse(explainRefusal(error, t));
        return null;
      } finally {
        const read = (told.stale ?? []).map((queryKey) => queries.invalidateQueries({ queryKey }));
        // Not before it is shown as it is now: what is done next is decided upon that.
        void Promise.allSettled(read).then(release);
      }
    },
    [queries, t],
  );
  const errors = useMemo(() => fieldErrors(problem, t), [problem, t]);
  return { run, isBusy, errors, problem };
}

/** Null where somebody would not say who they are. */
async function provenIfAsked<T>(ask: () => Promise<T>): Promise<{ value: T } | null> {
  try {
    return { value: await ask() };
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== "step-up-required") throw error;
    return (await proveOnceMore()) ? { value: await ask() } : null;
  }
}
