import { useState } from "react";

/** What a list shows, and in their places those that somebody is working on though the list has
 * them no more: nothing that is typed goes away with its row. */
export function withHeld<T>(
  listed: readonly T[],
  held: readonly T[],
  idOf: (each: T) => string,
  order: (one: T, other: T) => number,
): T[] {
  const there = new Set(listed.map(idOf));
  return [...listed, ...held.filter((each) => !there.has(idOf(each)))].sort(order);
}

/** Those that stay in sight, whatever becomes of them, until they are let go of. */
export function useHeld<T>(idOf: (each: T) => string) {
  const [held, setHeld] = useState<readonly T[]>([]);
  const without = (all: readonly T[], gone: T) => all.filter((each) => idOf(each) !== idOf(gone));
  return {
    held,
    hold: (one: T) => setHeld((all) => [...without(all, one), one]),
    letGo: (one: T) => setHeld((all) => without(all, one)),
    letGoOfAll: () => setHeld([]),
  };
}
