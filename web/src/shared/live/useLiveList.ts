import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from "react";
import { isPassing } from "@/shared/api/problem";
import * as live from "./live-rows";
import { type LiveState, listen } from "./live-source";

export interface LiveListOptions<R extends live.Dated> {
  /** Equal for equal questions; another one begins another list. */
  name: string;
  /** Throws when it is not answered. */
  readPage: (after: string | null, signal: AbortSignal) => Promise<live.Page<R>>;
  /** The address of the stream of this list. */
  stream: string;
  /** Whether new rows may come in now: the reader is at the top and idle. */
  mayLetIn: () => boolean;
  isOldestFirst?: boolean;
  onCounts: (counts: unknown) => void;
  /** Every row that is heard of, for whoever shows one of them. */
  onRow: (row: R) => void;
}

export interface LiveList<R extends live.Dated> {
  list: live.LiveRows<R> | null;
  error: unknown;
  state: LiveState;
  isLoadingMore: boolean;
  loadMore: () => void;
  retry: () => void;
  letIn: () => void;
  settle: (keep?: string) => void;
  change: (row: R) => void;
}

/** Lists that were left: coming back shows them at once, then as they are now. */
const left = new Map<string, live.LiveRows<live.Dated>>();
const MOST_KEPT = 6;
const AGAIN = 5_000;

/** Forgets all lists: somebody else sits here now. */
export function forgetLists(): void {
  left.clear();
}

type Change<R extends live.Dated> = (list: live.LiveRows<R> | null) => live.LiveRows<R> | null;

/** The one seam between lists and how they stay fresh. */
export function useLiveList<R extends live.Dated>(options: LiveListOptions<R>): LiveList<R> {
  const latest = useRef(options);
  latest.current = options;
  const { name, stream } = options;
  const [list, apply] = useReducer(
    (before: live.LiveRows<R> | null, change: Change<R>) => change(before),
    (left.get(name) as live.LiveRows<R> | undefined) ?? null,
  );
  const [error, setError] = useState<unknown>(null);
  const [state, setState] = useState<LiveState>("connecting");
  const [isLoadingMore, setLoadingMore] = useState(false);
  const current = useRef(list);
  current.current = list;

  // What was told of while a page was being read is newer than that page.
  const reads = useRef(new Set<Set<string>>());
  const note = useCallback((id: string) => {
    for (const told of reads.current) told.add(id);
  }, []);
  const readHead = useCallback(async (signal: AbortSignal) => {
    const told = new Set<string>();
    reads.current.add(told);
    try {
      const page = await latest.current.readPage(null, signal);
      apply((before) =>
        before
          ? live.readAgain(before, page, latest.current.mayLetIn(), told)
          : live.firstPage(page, latest.current.isOldestFirst),
      );
      setError(null);
    } catch (refusal) {
      if (!signal.aborted) setError(refusal);
    } finally {
      reads.current.delete(told);
    }
  }, []);

  const [attempt, retry] = useReducer((count: number) => count + 1, 0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` begins everything anew.
  useEffect(() => {
    const end = new AbortController();
    void readHead(end.signal);
    const stop = listen<R>(stream, {
      row: (row) => {
        note(row.id);
        apply((before) => before && live.heard(before, row, latest.current.mayLetIn()));
        latest.current.onRow(row);
      },
      gone: (id) => {
        note(id);
        apply((before) => before && live.left(before, id));
      },
      counts: (counts) => latest.current.onCounts(counts),
      reset: () => void readHead(end.signal),
      state: setState,
    });
    return () => {
      end.abort();
      stop();
    };
  }, [stream, readHead, note, attempt]);

  useEffect(() => () => keep(name, current.current), [name]);

  // A failure that passes by itself needs nobody to press a button.
  useEffect(() => {
    if (!isPassing(error)) return;
    const timer = window.setTimeout(retry, AGAIN);
    return () => window.clearTimeout(timer);
  }, [error]);

  const loadMore = useCallback(() => {
    const after = current.current?.next;
    if (!after || isLoadingMore) return;
    setLoadingMore(true);
    latest.current
      .readPage(after, new AbortController().signal)
      .then((page) => apply((before) => before && live.nextPage(before, page)))
      .catch(setError)
      .finally(() => setLoadingMore(false));
  }, [isLoadingMore]);

  const commands = useMemo(
    () => ({
      letIn: () => apply((before) => before && live.letIn(before)),
      settle: (id?: string) => apply((before) => before && live.settled(before, id)),
      change: (row: R) => {
        note(row.id);
        apply((before) => before && live.changed(before, row));
      },
    }),
    [note],
  );
  return { list, error, state, isLoadingMore, loadMore, retry, ...commands };
}

function keep(name: string, list: live.LiveRows<live.Dated> | null): void {
  left.delete(name);
  if (list) left.set(name, live.letIn(list));
  const oldest = left.keys().next().value;
  if (left.size > MOST_KEPT && oldest !== undefined) left.delete(oldest);
}
