import { useCallback, useEffect, useSyncExternalStore } from "react";
import { answerOf, intake } from "@/shared/api/client";
import { useNow } from "@/shared/clock";
import { createStore } from "@/shared/store";
import { noted, presentAt, type Seen, type Whisper } from "./present";

const LOOK_EVERY = 20_000;
const TYPE_EVERY = 3_000;
const NOBODY: ReadonlyMap<string, Seen> = new Map();

/** Who was heard of, of the contact that is open. */
const seen = createStore<{ id: string; who: ReadonlyMap<string, Seen> }>({ id: "", who: NOBODY });

/** Says that this screen is open, while it is; what it returns notes who else's is. */
export function usePresent(contactId: string): (whisper: Whisper) => void {
  useEffect(() => {
    const look = () => {
      if (!document.hidden) say(contactId, "viewing");
    };
    const leave = () => say(contactId, "left");
    seen.set({ id: contactId, who: NOBODY });
    look();
    const timer = window.setInterval(look, LOOK_EVERY);
    document.addEventListener("visibilitychange", look);
    window.addEventListener("pagehide", leave);
    return () => {
      leave();
      window.clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
      window.removeEventListener("pagehide", leave);
    };
  }, [contactId]);
  return useCallback(
    (whisper: Whisper) => {
      const { id, who } = seen.get();
      const before = id === contactId ? who : NOBODY;
      seen.set({ id: contactId, who: noted(before, whisper, Date.now()) });
    },
    [contactId],
  );
}

/** Who else is here at this moment, those who type first. */
export function useOthers(contactId: string): Whisper[] {
  const { id, who } = useSyncExternalStore(seen.subscribe, seen.get);
  const now = useNow();
  return id === contactId ? presentAt(who, now) : [];
}

let typedAt = 0;

/** Called with every letter; said every few seconds. A customer is told of `typing` alone. */
export function sayTyping(contactId: string, state: "typing" | "writing" = "typing"): void {
  if (Date.now() - typedAt < TYPE_EVERY) return;
  typedAt = Date.now();
  say(contactId, state);
}

/** Nobody waits for it, and nothing depends on it. */
function say(contactId: string, state: Whisper["state"]): void {
  const params = { path: { contact_id: contactId } };
  answerOf(
    // Whoever closes the page has left as well: the request outlives it.
    intake.POST("/api/v1/contacts/{contact_id}/presence", {
      params,
      body: { state },
      keepalive: state === "left",
    }),
  ).catch(() => null);
}
