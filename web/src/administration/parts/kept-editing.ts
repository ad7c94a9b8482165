import type { Drafts } from "@/shared/drafts";
import { begun, changedIn, type Editing, rebased } from "./editing";

/** Keeps what is written, with what it was decided upon; where nothing is different, nothing. */
export function keepEditing<F extends object>(
  drafts: Drafts,
  what: string,
  editing: Editing<F>,
): void {
  if (changedIn(editing).length === 0) drafts.forget(nameOf(what));
  else drafts.write(nameOf(what), JSON.stringify(editing));
}

export function forgetEditing(drafts: Drafts, what: string): void {
  drafts.forget(nameOf(what));
}

/** What was begun and not sent, upon what stands there now; null where nothing of it is left. */
export function resumedEditing<F extends object>(
  drafts: Drafts,
  what: string,
  now: F,
): Editing<F> | null {
  const kept = parse<F>(drafts.read(nameOf(what))?.text);
  const resumed = kept ? rebased(kept, now) : begun(now);
  return changedIn(resumed).length === 0 ? null : resumed;
}

const nameOf = (what: string) => `administration.${what}`;

function parse<F extends object>(text: string | undefined): Editing<F> | null {
  try {
    const kept = (JSON.parse(text ?? "{}") ?? {}) as Partial<Editing<F>>;
    const isWhole = isFilled(kept.before) && isFilled(kept.given) && Array.isArray(kept.clashes);
    return isWhole ? (kept as Editing<F>) : null;
  } catch {
    return null;
  }
}

function isFilled(found: unknown): found is object {
  return typeof found === "object" && found !== null;
}
