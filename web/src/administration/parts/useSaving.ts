import type { FormEvent } from "react";
import { type Command, useCommand } from "./useCommand";
import type { Edit } from "./useEditing";

interface How<F extends object, R> {
  /** What is said when it is saved. */
  done: (given: F) => string;
  /** Sends it, as a change of this version. */
  save: (given: F, version: number) => Promise<R>;
  /** What was shown and is no more as it was. */
  stale: readonly (readonly unknown[])[];
  onSaved?: (saved: R) => void;
}

/** The submit of a form over something with a version. */
export function useSaving<F extends object, R extends { version: number }>(
  edit: Edit<F>,
  how: How<F, R>,
): Command & { submit: (event: FormEvent) => void } {
  const command = useCommand();
  const save = async () => {
    const sent = edit.given;
    const saved = await command.run(() => how.save(sent, edit.version), {
      done: how.done(sent),
      stale: how.stale,
    });
    if (!saved) return;
    edit.keep(sent, saved.version);
    how.onSaved?.(saved);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (edit.isReady) void save();
  };
  return { ...command, submit };
}

/** The version somebody decided upon, as services read it. */
export function ifMatch(version: number): { "If-Match": string } {
  return { "If-Match": `"${version}"` };
}
