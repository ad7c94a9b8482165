import { useEffect, useState } from "react";
import { useOwnDrafts } from "@/shared/useKept";
import {
  begun,
  changedIn,
  changesOf,
  type Editing,
  kept,
  rebased,
  settled,
  type Whose,
} from "./editing";
import { keepEditing, resumedEditing } from "./kept-editing";

export interface Edit<F extends object> extends Editing<F> {
  /** The version on which what is written here was decided. */
  version: number;
  changes: Partial<F>;
  changed: readonly (keyof F)[];
  /** Whether what is different was begun before this was opened. */
  isResumed: boolean;
  /** Whether it is worth saving, and nothing has to be decided before. */
  isReady: boolean;
  change: (part: Partial<F>) => void;
  /** All of it at once, where something may also be said no more. */
  write: (given: F) => void;
  settle: (name: keyof F, whose: Whose) => void;
  undo: () => void;
  /** What was sent stands there now, as this version. */
  keep: (sent: F, version: number) => void;
}

/** A form over something with a version. A later one comes in below what was typed, which is kept on
 * this machine under the name of what it is about until it is saved or taken back. */
export function useEditing<F extends object>(now: F, version: number, what: string): Edit<F> {
  const drafts = useOwnDrafts();
  const [held, setHeld] = useState(() => {
    const resumed = resumedEditing(drafts, what, now);
    return { editing: resumed ?? begun(now), version, isResumed: resumed !== null };
  });
  // Forwards only: an answer that was under way may be of before what was saved here.
  if (version > held.version) {
    setHeld({ ...held, editing: rebased(held.editing, now), version });
  }
  const { editing } = held;
  useEffect(() => keepEditing(drafts, what, editing), [drafts, what, editing]);
  const update = (next: (editing: Editing<F>) => Editing<F>) =>
    setHeld((each) => ({ ...each, editing: next(each.editing) }));
  const changed = changedIn(held.editing);
  return {
    ...held.editing,
    version: held.version,
    changes: changesOf(held.editing),
    changed,
    isResumed: held.isResumed && changed.length > 0,
    isReady: changed.length > 0 && held.editing.clashes.length === 0,
    change: (part) => update((each) => ({ ...each, given: { ...each.given, ...part } })),
    write: (given) => update((each) => ({ ...each, given })),
    settle: (name, whose) => update((each) => settled(each, name, whose)),
    undo: () => {
      setHeld((each) => ({ ...each, editing: begun(each.editing.before), isResumed: false }));
    },
    keep: (sent, saved) =>
      setHeld((each) => ({
        editing: kept(each.editing, sent),
        version: Math.max(each.version, saved),
        isResumed: false,
      })),
  };
}
