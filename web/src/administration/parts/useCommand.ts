import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
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
  const run = useCallback(
    async <T>(ask: () => Promise<T>, told: Told = {}): Promise<T | null> => {
      setBusy(true);
      setProblem(null);
      try {
        const answer = await provenIfAsked(ask);
        if (answer === null) return null;
        if (told.done) tell(told.done, told.undo);
        return answer.value;
      } catch (error) {
        setProblem(error instanceof Problem ? error : null);
        refuse(explainRefusal(error, t));
        return null;
      } finally {
        setBusy(false);
        for (const queryKey of told.stale ?? []) void queries.invalidateQueries({ queryKey });
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
