import { useEffect, useRef } from "react";
import { heardAs, type KeyName } from "./keys";

/** What the keys of the sheet do. */
export type Actions = Partial<Record<KeyName, () => void>>;

/** What keys do, by their names in small letters; `g c` is one after the other. */
export type Shortcuts = Readonly<Record<string, () => void>>;

const NEXT_WITHIN = 1_200;

/** The keys act while the component is there, unless somebody types or a dialog is open. */
export function useShortcuts(actions: Actions): void {
  const latest = useRef(actions);
  latest.current = actions;
  useEffect(() => {
    const sequence = new Sequence();
    const act = (event: KeyboardEvent) => {
      if (event.key === "Escape" && isTyping(event.target)) {
        (event.target as HTMLElement).blur();
        return;
      }
      if (!isForUs(event)) return;
      const action = sequence.find(event.key.toLowerCase(), Date.now(), bound(latest.current));
      if (!action) return;
      event.preventDefault();
      action();
    };
    document.addEventListener("keydown", act);
    return () => document.removeEventListener("keydown", act);
  }, []);
}

/** The keys of each action, as the sheet names them. */
export function bound(actions: Actions): Shortcuts {
  const all = Object.entries(actions) as [KeyName, () => void][];
  return Object.fromEntries(
    all.flatMap(([name, act]) => heardAs(name).map((key) => [key, act] as const)),
  );
}

/** Remembers the key before, for as long as two keys can belong together. */
export class Sequence {
  private before = "";
  private at = 0;

  find(key: string, now: number, shortcuts: Shortcuts): (() => void) | undefined {
    const together = now - this.at < NEXT_WITHIN ? `${this.before} ${key}` : "";
    this.before = key;
    this.at = now;
    return shortcuts[together] ?? (together.startsWith("g ") ? undefined : shortcuts[key]);
  }
}

function isForUs(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return false;
  if (event.isComposing || isTyping(event.target)) return false;
  if (document.querySelector("[role=dialog],[role=menu]")) return false;
  // Enter on a button or a link is theirs.
  const target = event.target instanceof HTMLElement ? event.target : null;
  return !(event.key === "Enter" && target?.closest("button,a"));
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.closest("input,textarea,select") !== null;
}
