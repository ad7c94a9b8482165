/** What somebody edits while it may become different under them: nothing that was typed is lost. */
export interface Editing<F extends object> {
  /** What stands there, as far as it is known. */
  before: F;
  /** What is written here. */
  given: F;
  /** What somebody else has changed meanwhile in another way than it is written here. */
  clashes: readonly (keyof F)[];
}

export type Whose = "theirs" | "mine";

export function begun<F extends object>(before: F): Editing<F> {
  return { before, given: before, clashes: [] };
}

/** The names of what is different from what stands there. */
export function changedIn<F extends object>({ before, given }: Editing<F>): (keyof F)[] {
  return namesOf(before, given).filter((name) => !isSame(given[name], before[name]));
}

/** What is different, as it is written here. */
export function changesOf<F extends object>(editing: Editing<F>): Partial<F> {
  return picked(editing.given, changedIn(editing));
}

/** As it is now, with what was written here; both are kept where they do not agree. */
export function rebased<F extends object>(editing: Editing<F>, now: F): Editing<F> {
  const { before, given } = editing;
  const mine = changedIn(editing);
  const clashes = mine.filter(
    (name) =>
      !isSame(given[name], now[name]) &&
      (editing.clashes.includes(name) || !isSame(now[name], before[name])),
  );
  const others = namesOf(now).filter((name) => !mine.includes(name));
  return { before: now, given: { ...picked(now, others), ...picked(given, mine) } as F, clashes };
}

/** Somebody has looked at both. */
export function settled<F extends object>(
  editing: Editing<F>,
  name: keyof F,
  whose: Whose,
): Editing<F> {
  const { before, given } = editing;
  return {
    before,
    given: whose === "mine" ? given : { ...given, [name]: before[name] },
    clashes: editing.clashes.filter((each) => each !== name),
  };
}

/** What was sent stands there now; what was typed since goes on. */
export function kept<F extends object>(editing: Editing<F>, sent: F): Editing<F> {
  return { ...editing, before: sent };
}

/** The order of a list says nothing: it holds what was chosen. */
function isSame(one: unknown, other: unknown): boolean {
  return asText(one) === asText(other);
}

function asText(value: unknown): string | undefined {
  return JSON.stringify(Array.isArray(value) ? [...value].sort() : value);
}

function namesOf<F extends object>(...all: F[]): (keyof F)[] {
  return [...new Set(all.flatMap((each) => Object.keys(each)))] as (keyof F)[];
}

/** Without what is not said at all. */
function picked<F extends object>(from: F, names: readonly (keyof F)[]): Partial<F> {
  const said = names.filter((name) => from[name] !== undefined);
  return Object.fromEntries(said.map((name) => [name, from[name]])) as Partial<F>;
}
