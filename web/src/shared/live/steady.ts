/** A list that is read again while somebody is at it. Pure: what is shown keeps its place. */

export interface Steady<T> {
  /** Each as it was listed last. */
  readonly shown: readonly T[];
  /** Those that are listed no more; they stay where somebody may be looking at them. */
  readonly gone: ReadonlySet<string>;
  /** How many more there are, to be let in. */
  readonly waiting: number;
}

const NOBODY: ReadonlySet<string> = new Set();

export function letIn<T>(listed: readonly T[]): Steady<T> {
  return { shown: listed, gone: NOBODY, waiting: 0 };
}

/** What comes behind the last one moves nothing: it is shown at once, as a next page is. */
export function readAgain<T>(
  shown: readonly T[],
  listed: readonly T[],
  idOf: (each: T) => string,
  order: (one: T, other: T) => number,
): Steady<T> {
  const last = shown.at(-1);
  if (last === undefined) return letIn(listed);
  const now = new Map(listed.map((each) => [idOf(each), each]));
  const known = new Set(shown.map(idOf));
  const others = listed.filter((each) => !known.has(idOf(each)));
  const behind = others.filter((each) => order(last, each) < 0);
  return {
    shown: [...shown.map((each) => now.get(idOf(each)) ?? each), ...behind],
    gone: new Set([...known].filter((id) => !now.has(id))),
    waiting: others.length - behind.length,
  };
}
