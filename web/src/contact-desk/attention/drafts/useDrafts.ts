import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from "react";
import { Problem } from "@/shared/api/problem";
import { Drafts } from "@/shared/drafts";
import { useAccount } from "@/sign-in/session";
import type { ContactDetail } from "../../contact";
import { sayTyping } from "../chat/presence";
import {
  isNothing,
  isSame,
  joined,
  type Local,
  NO_TEXTS,
  parseLocal,
  reconcile,
  type Saved,
  savedIn,
  savedOf,
  type Texts,
} from "./draft-sync";
import { saveDraft } from "./save-draft";

const PAUSE = 800;
const AGAIN = 4_000;

export interface UsedDrafts {
  texts: Texts;
  /** `local`: on this machine alone, for now or because the contact is not ours; `lost`: nowhere. */
  state: "new" | "saving" | "saved" | "local" | "lost";
  savedAt: string | null;
  conflict: { mine: Texts; theirs: Saved } | null;
  write: <Part extends keyof Texts>(what: Part, text: Texts[Part]) => void;
  settle: (keep: "mine" | "theirs" | "both") => void;
  /** The contact has ended, and its draft with it. */
  forget: () => void;
}

interface Kept {
  texts: Texts;
  version: number;
  state: UsedDrafts["state"];
  savedAt: string | null;
  conflict: UsedDrafts["conflict"];
}

/** What is written on a contact: kept here with every letter, and at the service a moment later. */
export function useDrafts(detail: ContactDetail, mayWrite: boolean): UsedDrafts {
  const { account_id: accountId } = useAccount();
  const { id } = detail.contact;
  const local = useMemo(() => new Drafts(localStorage, accountId), [accountId]);
  const name = `contact.${id}`;
  const kept = useRef<Kept | null>(null);
  const [, show] = useReducer((count: number) => count + 1, 0);
  kept.current ??= begin(
    parseLocal(local.read(name)?.text ?? null),
    savedIn(detail.draft),
    mayWrite,
  );
  const now = kept.current;

  const change = useCallback((some: Partial<Kept>) => {
    if (kept.current) kept.current = { ...kept.current, ...some };
    show();
  }, []);
  const keepHere = useCallback(
    (texts: Texts, version: number, isUnsaved: boolean) => {
      if (isNothing(texts) && !isUnsaved) return local.forget(name);
      return local.write(name, JSON.stringify({ texts, version, isUnsaved } satisfies Local));
    },
    [local, name],
  );

  const isBusy = useRef(false);
  const [round, setRound] = useState(0);
  const save = useCallback(async () => {
    const before = kept.current;
    if (!before || before.conflict || isBusy.current) return;
    isBusy.current = true;
    change({ state: "saving" });
    try {
      const saved = savedOf(await saveDraft(id, before.texts, before.version));
      const isAll = kept.current !== null && isSame(kept.current.texts, before.texts);
      keepHere(kept.current?.texts ?? before.texts, saved.version, !isAll);
      change({ version: saved.version, savedAt: saved.at, state: isAll ? "saved" : "local" });
    } catch (error) {
      change(refusedBy(error, before.texts));
    } finally {
      isBusy.current = false;
      // What was written meanwhile is due as well.
      setRound((count) => count + 1);
    }
  }, [id, change, keepHere]);

  // A pause ends the writing; where the service was away, it is tried again and again.
  const { texts, state, conflict } = now;
  const isDue = mayWrite && state === "local" && conflict === null;
  const tries = useRef(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each letter begins the pause anew.
  useEffect(() => {
    if (!isDue) {
      if (state === "saved") tries.current = 0;
      return;
    }
    const timer = window.setTimeout(() => void save(), tries.current === 0 ? PAUSE : AGAIN);
    tries.current += 1;
    return () => window.clearTimeout(timer);
  }, [isDue, texts, save, round]);

  // Somebody, or oneself in another window, has saved since: theirs, if nothing here is newer.
  // What a holder writes is not for the fields of whoever only looks.
  const told = useMemo(() => savedIn(detail.draft), [detail.draft]);
  useEffect(() => {
    const before = kept.current;
    const isIdle = before?.state === "saved" || before?.state === "new";
    if (!mayWrite || !before || !isIdle || told.version <= before.version) return;
    keepHere(told.texts, told.version, false);
    change({ texts: told.texts, version: told.version, savedAt: told.at, state: "saved" });
  }, [mayWrite, told, keepHere, change]);

  const write: UsedDrafts["write"] = (what, text) => {
    tries.current = 0;
    // A reply says so itself, to the customer too.
    if (what !== "reply") sayTyping(id, "writing");
    put({ ...(kept.current ?? now).texts, [what]: text });
  };
  const put = (next: Texts, version = (kept.current ?? now).version) => {
    const isSafe = keepHere(next, version, true);
    change({ texts: next, version, state: isSafe ? "local" : "lost", conflict: null });
  };
  const settle = (keep: "mine" | "theirs" | "both") => {
    if (!conflict) return;
    const { mine, theirs } = conflict;
    const chosen = { mine, theirs: theirs.texts, both: joined(mine, theirs.texts) }[keep];
    put(chosen, theirs.version);
  };
  const forget = () => {
    local.forget(name);
    change({ texts: NO_TEXTS, version: 0, state: "new", savedAt: null, conflict: null });
  };
  return { texts, state, savedAt: now.savedAt, conflict, write, settle, forget };
}

function begin(local: Local | null, there: Saved, mayWrite: boolean): Kept {
  const saved = mayWrite || local ? there : savedIn(null);
  const start = reconcile(local, saved);
  if (start.is === "conflict") {
    const { mine, theirs } = start;
    const version = theirs.version;
    return { texts: mine, version, state: "local", savedAt: null, conflict: { mine, theirs } };
  }
  const { texts, version } = start;
  const state = start.is === "ahead" ? "local" : isNothing(texts) ? "new" : "saved";
  return { texts, version, state, savedAt: saved.at, conflict: null };
}

/** What was written stays here, whatever the reason. */
function refusedBy(error: unknown, mine: Texts): Partial<Kept> {
  if (error instanceof Problem && error.status === 412) {
    const theirs = savedIn((error.facts.current ?? null) as Parameters<typeof savedIn>[0]);
    if (isSame(mine, theirs.texts)) {
      return { version: theirs.version, savedAt: theirs.at, state: "saved" };
    }
    // Nothing stands there: nobody's words are in the way of ours.
    if (isNothing(theirs.texts)) return { version: theirs.version, state: "local" };
    return { state: "local", conflict: { mine, theirs } };
  }
  return { state: "local" };
}
