/** A list that changes while somebody reads it. Pure: what happens to it, and nothing else.
 *
 * Rows are in the order of their dates, newest first unless it is said otherwise. What is shown keeps its place: a changed row
 * changes where it stands, a new one waits until it is let in, one that left stays until the
 * reader has moved on.
 */

export interface Dated {
  readonly id: string;
  readonly date: string;
}

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
  const rows = new Map(list.rows).set(row.id, row);
  if (list.shown.includes(row.id)) {
    return { ...list, rows, gone: without(list.gone, row.id) };
  }
  if (isBeyondLoaded(list, row)) return list;
  if (letIn) return { ...list, rows, shown: inOrder([...list.shown, row.id], list, rows) };
  if (list.waiting.includes(row.id)) return { ...list, rows };
  return { ...list, rows, waiting: [...list.waiting, row.id] };
}

/** A row that is known has changed; whether it belongs here is not said. */
export function changed<R extends Dated>(list: LiveRows<R>, row: R): LiveRows<R> {
  return list.rows.has(row.id) ? { ...list, rows: new Map(list.rows).set(row.id, row) } : list;
}

/** A row is no longer in the list: it stays, muted, where somebody may be looking at it. */
export function left<R extends Dated>(list: LiveRows<R>, id: string): LiveRows<R> {
  if (list.waiting.includes(id)) {
    return { ...list, waiting: list.waiting.filter((each) => each !== id) };
  }
  if (!list.shown.includes(id) || list.gone.has(id)) return list;
  return { ...list, gone: new Set(list.gone).add(id) };
}

/** The beginning of the list was read again, because something may have been missed. Of `told`,
 * newer news came while it was read: what the page says of them, or does not, is old. */
export function readAgain<R extends Dated>(
  list: LiveRows<R>,
  page: Page<R>,
  letIn: boolean,
  told: ReadonlySet<string> = new Set(),
): LiveRows<R> {
  const now = new Set(page.items.map((row) => row.id));
  const last = page.items.at(-1);
  const missing = [...list.shown, ...list.waiting].filter((id) => {
    const row = list.rows.get(id);
    const covered = page.next === null || (row && last && compare(list, row, last) <= 0);
    return covered && !now.has(id) && !told.has(id);
  });
  const news = page.items.filter((row) => !told.has(row.id));
  const withRows = news.reduce((each, row) => heard(each, row, letIn), list);
  return missing.reduce((each, id) => left(each, id), withRows);
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

function isBeyondLoaded<R extends Dated>(list: LiveRows<R>, row: R): boolean {
  const last = list.rows.get(list.shown.at(-1) ?? "");
  return list.next !== null && last !== undefined && compare(list, row, last) > 0;
}

function inOrder<R extends Dated>(
  ids: string[],
  order: Order,
  rows: ReadonlyMap<string, R>,
): string[] {
  return ids.sort((one, other) => {
    const [a, b] = [rows.get(one), rows.get(other)];
    return a && b ? compare(order, a, b) : 0;
  });
}

type Order = Pick<LiveRows<Dated>, "isOldestFirst">;

/** Ids decide between equals, as they do in the service. */
function compare({ isOldestFirst }: Order, a: Dated, b: Dated): number {
  const moments = Date.parse(b.date) - Date.parse(a.date);
  const newestFirst = moments !== 0 ? moments : a.id < b.id ? 1 : a.id > b.id ? -1 : 0;
  return isOldestFirst ? -newestFirst : newestFirst;
}

function without(all: ReadonlySet<string>, id: string): ReadonlySet<string> {
  if (!all.has(id)) return all;
  const rest = new Set(all);
  rest.delete(id);
  return rest;
}
