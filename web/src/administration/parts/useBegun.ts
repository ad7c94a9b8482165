import { useEffect, useState } from "react";
import { useOwnDrafts } from "@/shared/useKept";
import { changedIn } from "./editing";
import { forgetEditing, keepEditing, resumedEditing } from "./kept-editing";

export interface Begun<F extends object> {
  given: F;
  change: (part: Partial<F>) => void;
  /** Whether anything was written. */
  isBegun: boolean;
  undo: () => void;
  /** It is made: nothing of it is kept any longer. */
  forget: () => void;
}

/** A form for something new, kept on this machine under its name until it is made or taken back. */
export function useBegun<F extends object>(what: string, nothing: F): Begun<F> {
  const drafts = useOwnDrafts();
  const name = `${what}.new`;
  const [given, setGiven] = useState(() => resumedEditing(drafts, name, nothing)?.given ?? nothing);
  const editing = { before: nothing, given, clashes: [] };
  // biome-ignore lint/correctness/useExhaustiveDependencies: what nothing is stays so.
  useEffect(() => keepEditing(drafts, name, editing), [drafts, name, given]);
  return {
    given,
    change: (part) => setGiven((each) => ({ ...each, ...part })),
    isBegun: changedIn(editing).length > 0,
    undo: () => setGiven(nothing),
    forget: () => forgetEditing(drafts, name),
  };
}
