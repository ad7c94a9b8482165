import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from "react";
import { isPassing } from "@/shared/api/problem";
import { type Gathering, gather } from "./gather";
import * as live from "./live-rows";
import { type LiveState, listen } from "./live-source";
import { afterStep, mayAsk, NOT_ASKED } from "./next-page";
import { type News, told } from "./told";

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
  /** Who else is at a row; null where that is not known any more. */
  onPresence?: (sign: unknown) => void;
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

function asItWas<R extends live.Dated>(name: string): List<R> {
  return (left.get(name) as live.LiveRows<R> | undefined) ?? null;
}

/** Forgets all lists: somebody else sits here now. */
export function forgetLists(): void {
  left.clear();
}

type List<R extends live.Dated> = live.LiveRows<R> | null;
type Change<R extends live.Dated> = (list: List<R>) => List<R>;
/** What a page that was read makes of a list, and what was told meanwhile. */
type Work<R extends live.Dated> = (
  before: List<R>,
  page: live.Page<R>,
  meanwhile: Meanwhile<R>,
  letIn: boolean,
) => List<R>;
/** By id; nothing where a command changed a row, of which the list knows already. */
type Meanwhile<R> = ReadonlyMap<string, News<R> | null>;

/** The one seam between lists and how they stay fresh. */
export function useLiveList<R extends live.Dated>(options: LiveListOptions<R>): LiveList<R> {
  const latest = useRef(options);
  latest.current = options;
  const { name, stream } = options;
  const [list, apply] = useReducer(
    (before: List<R>, change: Change<R>) => change(before),
    asItWas<R>(name),
  );
  const [error, setError] = useState<unknown>(null);
  const [state, setState] = useState<LiveState>("connecting");
  const [asking, step] = useReducer(afterStep, NOT_ASKED);
  const current = useRef(list);
  current.current = list;

  // What was told of while a page was being read is newer than that page.
  const reads = useRef(new Set<Map<string, News<R> | null>>());
  const note = useCallback((id: string, news: News<R> | null) => {
    for (const meanwhile of reads.current) meanwhile.set(id, news);
  }, []);
  const gathering = useRef<Gathering<News<R>> | null>(null);
  /** What this list tells others of, it has worked in. */
  const telling = useRef<R | null>(null);
  const read = useCallback(
    async (after: string | null, signal: AbortSignal, work: Work<R>): Promise<void> => {
      const meanwhile = new Map<string, News<R> | null>();
      reads.current.add(meanwhile);
      const question = latest.current.name;
      try {
        const page = await latest.current.readPage(after, signal);
        if (latest.current.name !== question) return;
        gathering.current?.flush();
        const letIn = latest.current.mayLetIn();
        apply((before) => work(before, page, meanwhile, letIn));
      } finally {
        reads.current.delete(meanwhile);
      }
    },
    [],
  );
  const readHead = useCallback(
    async (signal: AbortSignal) => {
      try {
        await read(null, signal, (before, page, meanwhile, letIn) =>
          before
            ? live.readAgain(before, page, letIn, new Set(meanwhile.keys()))
            : withNews(live.firstPage(page, latest.current.isOldestFirst), meanwhile, letIn),
        );
        setError(null);
        step("healed");
      } catch (refusal) {
        if (!signal.aborted) setError(refusal);
      }
    },
    [read],
  );

  // Another question: what answered the last one is not of this list.
  const asked = useRef(name);
  useEffect(() => {
    if (asked.current === name) return;
    asked.current = name;
    apply(() => asItWas<R>(name));
    setError(null);
  }, [name]);

  const [attempt, retry] = useReducer((count: number) => count + 1, 0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` begins everything anew.
  useEffect(() => {
    const end = new AbortController();
    // Many changes come in a hurry: all of a frame are worked in, and drawn, at once.
    const coming = gather<News<R>>((news) => {
      const letIn = latest.current.mayLetIn();
      apply((before) => before && told(before, news, letIn));
      for (const each of news) {
        telling.current = "row" in each ? each.row : null;
        if (telling.current) latest.current.onRow(telling.current);
      }
      telling.current = null;
    });
    gathering.current = coming;
    const hear = (id: string, news: News<R>) => {
      note(id, news);
      coming.add(id, news);
    };
    void readHead(end.signal);
    const stop = listen<R>(stream, {
      row: (row) => hear(row.id, { row }),
      gone: (id) => hear(id, { gone: id }),
      counts: (counts) => latest.current.onCounts(counts),
      presence: (sign) => latest.current.onPresence?.(sign),
      reset: () => void readHead(end.signal),
      state: setState,
    });
    return () => {
      end.abort();
      stop();
      coming.drop();
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
    const after = current.current?.next ?? null;
    if (!mayAsk(asking, after)) return;
    step("asked");
    read(after, new AbortController().signal, (before, page, meanwhile, letIn) =>
      before ? withNews(live.nextPage(before, page), meanwhile, letIn) : before,
    ).then(
      () => step("came"),
      (refusal) => {
        setError(refusal);
        step({ failed: after });
      },
    );
  }, [asking, read]);

  const commands = useMemo(
    () => ({
      letIn: () => apply((before) => before && live.letIn(before)),
      settle: (id?: string) => apply((before) => before && live.settled(before, id)),
      change: (row: R) => {
        if (row === telling.current) return;
        note(row.id, null);
        // What came before is worked in before; this is what somebody waits for.
        gathering.current?.flush();
        apply((before) => before && live.changed(before, row));
      },
    }),
    [note],
  );
  return { list, error, state, isLoadingMore: asking.isLoading, loadMore, retry, ...commands };
}

function withNews<R extends live.Dated>(
  list: live.LiveRows<R>,
  meanwhile: Meanwhile<R>,
  letIn: boolean,
): live.LiveRows<R> {
  const news = [...meanwhile.values()].filter((each) => each !== null);
  return told(list, news, letIn);
}

function keep(name: string, list: live.LiveRows<live.Dated> | null): void {
  left.delete(name);
  if (list) left.set(name, live.letIn(list));
  const oldest = left.keys().next().value;
  if (left.size > MOST_KEPT && oldest !== undefined) left.delete(oldest);
}
