import { folded } from "@/shared/folded";

/** Something the bar can do by itself: to go somewhere, or to change how things are. */
export interface Command {
  id: string;
  name: string;
  hint: string;
  run: () => void;
}

/** Those of which every typed word begins a word; all of them while nothing is typed. */
export function matching(commands: readonly Command[], text: string): Command[] {
  const wanted = folded(text).split(/\s+/).filter(Boolean);
  return commands.filter(({ name }) => {
    const words = folded(name).split(/[\s/]+/);
    return wanted.every((each) => words.some((word) => word.startsWith(each)));
  });
}

/** The next choice by `by` steps of `count`; round and round. */
export function moved(from: number, by: number, count: number): number {
  return count === 0 ? 0 : (((from + by) % count) + count) % count;
}

/** Where the selection is: it stays with what it was on, though others come before it; where that is
 * no more, it is on the first. */
export function placeOf(chosen: string | null, all: readonly { id: string }[]): number {
  return Math.max(
    all.findIndex(({ id }) => id === chosen),
    0,
  );
}
