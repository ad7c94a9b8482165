import type { LiveRows } from "./live-rows";
import { compare, type Dated, placeOf } from "./order";

/** What was told of one row: how it is now, or that it is in the list no longer. */
export type News<R> = { readonly row: R } | { readonly gone: string };

/** All that was told meanwhile, in its turn. What it does not touch is the same object as before:
 * rows that say nothing new need not be drawn again, and a list without news is the same list. */
export function told<R extends Dated>(
  list: LiveRows<R>,
  news: Iterable<News<R>>,
  letIn: boolean,
): LiveRows<R> {
  const change = new Change(list, letIn);
  for (const each of news) {
    if ("gone" in each) change.leave(each.gone);
    else change.hear(each.row);
  }
  return change.done();
}

/** A list while news is worked into it: each part is copied once, when it first changes. */
class Change<R extends Dated> {
  private rows: Map<string, R> | null = null;
  private shown: string[] | null = null;
  private waiting: string[] | null = null;
  private gone: Set<string> | null = null;

  constructor(
    private readonly list: LiveRows<R>,
    private readonly letIn: boolean,
  ) {}

  hear(row: R): void {
    const known = (this.rows ?? this.list.rows).get(row.id);
    if (known) {
      if (!isSame(known, row)) this.ownRows().set(row.id, row);
      if ((this.gone ?? this.list.gone).has(row.id)) this.ownGone().delete(row.id);
      return;
    }
    if (this.isBeyondLoaded(row)) return;
    const rows = this.ownRows();
    if (this.letIn) {
      const shown = this.ownShown();
      shown.splice(placeOf(row, shown, this.list, rows), 0, row.id);
    } else this.ownWaiting().push(row.id);
    rows.set(row.id, row);
  }

  leave(id: string): void {
    if (!(this.rows ?? this.list.rows).has(id)) return;
    if ((this.waiting ?? this.list.waiting).includes(id)) {
      const waiting = this.ownWaiting();
      waiting.splice(waiting.indexOf(id), 1);
      this.ownRows().delete(id);
    } else if (!(this.gone ?? this.list.gone).has(id)) this.ownGone().add(id);
  }

  done(): LiveRows<R> {
    const { rows, shown, waiting, gone, list } = this;
    if (!rows && !shown && !waiting && !gone) return list;
    return {
      ...list,
      ...(rows && { rows }),
      ...(shown && { shown }),
      ...(waiting && { waiting }),
      ...(gone && { gone }),
    };
  }

  /** Older than what was loaded: its own page will bring it. */
  private isBeyondLoaded(row: R): boolean {
    const { list } = this;
    const last = list.rows.get(list.shown.at(-1) ?? "");
    return list.next !== null && last !== undefined && compare(list, row, last) > 0;
  }

  private ownRows(): Map<string, R> {
    this.rows ??= new Map(this.list.rows);
    return this.rows;
  }

  private ownShown(): string[] {
    this.shown ??= [...this.list.shown];
    return this.shown;
  }

  private ownWaiting(): string[] {
    this.waiting ??= [...this.list.waiting];
    return this.waiting;
  }

  private ownGone(): Set<string> {
    this.gone ??= new Set(this.list.gone);
    return this.gone;
  }
}

/** Rows are what services answer: plain, and always in the same order. */
export function isSame<R>(one: R, other: R): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
