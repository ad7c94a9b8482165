import type { components } from "@/shared/api/generated/intake";
import { type Changes, changesFrom, isSameChanges, joinedChanges } from "../update/details";

/** What is being written on a contact: a reply, a note to colleagues, how it ended, what a new ticket
 * is about, what is to be proposed of the customer. */
export interface Texts {
  reply: string;
  note: string;
  outcome: string;
  ticket: string;
  details: Changes;
}

/** Those that are plain text. */
export const PARTS = ["reply", "note", "outcome", "ticket"] as const;

export const NO_TEXTS: Texts = { reply: "", note: "", outcome: "", ticket: "", details: {} };

/** As the service keeps it; version 0 where there is none. */
export interface Saved {
  texts: Texts;
  version: number;
  by: string | null;
  at: string | null;
}

/** As this machine keeps it. `version` is the saved one it goes on from. */
export interface Local {
  texts: Texts;
  version: number;
  isUnsaved: boolean;
}

export type Start =
  | { is: "same"; texts: Texts; version: number }
  | { is: "ahead"; texts: Texts; version: number }
  | { is: "conflict"; mine: Texts; theirs: Saved };

/** What to go on writing with; both versions where nobody can say which is the right one. */
export function reconcile(local: Local | null, saved: Saved): Start {
  const { texts, version } = saved;
  if (!local?.isUnsaved || isSame(local.texts, texts)) return { is: "same", texts, version };
  // What was saved has gone since (discarded, or the contact went on): nobody wrote anything else.
  if (local.version === version || isNothing(texts)) {
    return { is: "ahead", texts: local.texts, version };
  }
  return isNothing(local.texts)
    ? { is: "same", texts, version }
    : { is: "conflict", mine: local.texts, theirs: saved };
}

/** Both, one below the other, where they differ: whoever cannot decide loses neither. */
export function joined(mine: Texts, theirs: Texts): Texts {
  const both = (one: string, other: string) =>
    one.includes(other) ? one : other.includes(one) ? other : `${other}\n${one}`;
  return {
    reply: both(mine.reply, theirs.reply),
    note: both(mine.note, theirs.note),
    outcome: both(mine.outcome, theirs.outcome),
    ticket: both(mine.ticket, theirs.ticket),
    details: joinedChanges(mine.details, theirs.details),
  };
}

export function savedOf(shown: components["schemas"]["DraftShown"]): Saved {
  return { texts: textsOf(shown), version: shown.version, by: shown.by, at: shown.at };
}

export function savedIn(draft: components["schemas"]["Draft"] | null): Saved {
  if (!draft) return { texts: NO_TEXTS, version: 0, by: null, at: null };
  return {
    texts: textsOf(draft.texts),
    version: draft.version,
    by: draft.by.name,
    at: draft.at,
  };
}

export function isSame(one: Texts, other: Texts): boolean {
  return (
    PARTS.every((part) => one[part] === other[part]) && isSameChanges(one.details, other.details)
  );
}

export function isNothing(texts: Texts): boolean {
  const isBlank = PARTS.every((part) => texts[part].trim() === "");
  return isBlank && Object.keys(texts.details).length === 0;
}

/** What this machine kept, if it can still be understood. */
export function parseLocal(kept: string | null): Local | null {
  try {
    const { texts, version, isUnsaved } = JSON.parse(kept ?? "") as Partial<Local>;
    if (!texts || typeof version !== "number") return null;
    return { texts: textsOf(texts), version, isUnsaved: isUnsaved === true };
  } catch {
    return null;
  }
}

type Some = Partial<Record<(typeof PARTS)[number], string | null>> & {
  details?: Parameters<typeof changesFrom>[0];
};

function textsOf(some: Some): Texts {
  return {
    reply: some.reply ?? "",
    note: some.note ?? "",
    outcome: some.outcome ?? "",
    ticket: some.ticket ?? "",
    details: changesFrom(some.details ?? {}),
  };
}
