/** In which order rows are listed. */

export interface Dated {
  readonly id: string;
  readonly date: string;
}

/** Newest first unless it is said otherwise. */
export interface Order {
  readonly isOldestFirst?: boolean;
}

/** Ids decide between equals, as they do in the service. */
export function compare({ isOldestFirst }: Order, a: Dated, b: Dated): number {
  const moments = Date.parse(b.date) - Date.parse(a.date);
  const newestFirst = moments !== 0 ? moments : a.id < b.id ? 1 : a.id > b.id ? -1 : 0;
  return isOldestFirst ? -newestFirst : newestFirst;
}

/** Sorts ids in place by their rows. */
export function inOrder<R extends Dated>(
  ids: string[],
  order: Order,
  rows: ReadonlyMap<string, R>,
): string[] {
  return ids.sort((one, other) => {
    const [a, b] = [rows.get(one), rows.get(other)];
    return a && b ? compare(order, a, b) : 0;
  });
}

/** Where a row belongs among ids that are in order: found in a few steps, however many there are. */
export function placeOf<R extends Dated>(
  row: R,
  ids: readonly string[],
  order: Order,
  rows: ReadonlyMap<string, R>,
): number {
  let [from, to] = [0, ids.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    const other = rows.get(ids[middle] ?? "");
    if (other && compare(order, other, row) <= 0) from = middle + 1;
    else to = middle;
  }
  return from;
}
