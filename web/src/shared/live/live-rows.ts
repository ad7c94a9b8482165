import { compare, type Dated, inOrder } from "./order";
import { isSame, told } from "./told";

export type { Dated } from "./order";

/** A list that changes while somebody reads it. Pure: what happens to it, and nothing else.
 *
 * Rows are in the order of their dates, newest first unless it is said otherwise. What is shown keeps its place: a changed row
 * changes where it stands, a new one waits until it is let in, one that left stays until the
 * reader has moved on.
 */

export interface LiveRows<R extends Dated> {
  readonly shown: readonly string[];
  readonly waiting: readonly string[];
  readonly gone: ReadonlySet<string>;
  readonly rows: ReadonlyMap<string, R>;
  /** Where the next page begins; null where the list ends. */
  readonly next: string | null;
  readonly isOldestFirst?: boolean;
}

export interface Page<R> {
  readonly items: readonly R[];
  readonly next: string | null;
}

export function firstPage<R extends Dated>(page: Page<R>, isOldestFirst = false): LiveRows<R> {
  const rows = new Map(page.items.map((row) => [row.id, row]));
  const order = isOldestFirst ? { isOldestFirst } : {};
  return { shown: [...rows.keys()], waiting: [], gone: new Set(), rows, next: page.next, ...order };
}

/** The reader has come to the end of what was loaded. */
export function nextPage<R extends Dated>(list: LiveRows<R>, page: Page<R>): LiveRows<R> {
  const rows = new Map(list.rows);
  const added: string[] = [];
  const known = new Set(list.shown);
  for (const row of page.items) {
    rows.set(row.id, row);
    if (!known.has(row.id)) added.push(row.id);
  }
  const late = new Set(added);
  const waiting = list.waiting.filter((id) => !late.has(id));
  return { ...list, rows, shown: [...list.shown, ...added], waiting, next: page.next };
}

/** A row is in the list, as it is now: new or changed. */
export function heard<R extends Dated>(list: LiveRows<R>, row: R, letIn: boolean): LiveRows<R> {
  return told(list, [{ row }], letIn);
}

/** A row that is known has changed; whether it belongs here is not said. */
export function changed<R extends Dated>(list: LiveRows<R>, row: R): LiveRows<R> {
  const known = list.rows.get(row.id);
  if (!known || isSame(known, row)) return list;
  return { ...list, rows: new Map(list.rows).set(row.id, row) };
}

/** A row is no longer in the list: it stays, muted, where somebody may be looking at it. */
export function left<R extends Dated>(list: LiveRows<R>, id: string): LiveRows<R> {
  return told(list, [{ gone: id }], false);
}

/** The beginning of the list was read again, because something may have been missed. Of `news`,
 * something newer was told while it was read: what the page says of them, or does not, is old. */
export function readAgain<R extends Dated>(
  list: LiveRows<R>,
  page: Page<R>,
  letIn: boolean,
  news: ReadonlySet<string> = new Set(),
): LiveRows<R> {
  const now = new Set(page.items.map((row) => row.id));
  const last = page.items.at(-1);
  const missing = [...list.shown, ...list.waiting].filter((id) => {
    const row = list.rows.get(id);
    const covered = page.next === null || (row && last && compare(list, row, last) <= 0);
    return covered && !now.has(id) && !news.has(id);
  });
  const there = page.items.filter((row) => !news.has(row.id)).map((row) => ({ row }));
  return told(list, [...there, ...missing.map((id) => ({ gone: id }))], letIn);
}

/** The reader wants to see what is new; what has left goes with it. */
export function letIn<R extends Dated>(list: LiveRows<R>): LiveRows<R> {
  const shown = inOrder([...list.shown, ...list.waiting], list, list.rows);
  return settled({ ...list, shown, waiting: [] });
}

/** The reader has moved on: what has left disappears. */
export function settled<R extends Dated>(list: LiveRows<R>, keep?: string): LiveRows<R> {
  const leaving = [...list.gone].filter((id) => id !== keep);
  if (leaving.length === 0) return list;
  const rows = new Map(list.rows);
  for (const id of leaving) rows.delete(id);
  const gone = new Set([...list.gone].filter((id) => id === keep));
  return { ...list, rows, gone, shown: list.shown.filter((id) => rows.has(id)) };
}
