import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useHeld, withHeld } from "./held";

interface Page<T> {
  items: readonly T[];
  next?: string | null;
}

export interface Asked<T> {
  queryKey: readonly string[];
  /** How often, in milliseconds. */
  every: number;
  /** The page after a cursor; the first one where there is none. */
  readPage: (after: { after?: string }, signal: AbortSignal) => Promise<Page<T>>;
  /** Whether what the question before found stays in sight until this one is answered. */
  keepsPrevious?: boolean;
  idOf: (each: T) => string;
  order: (one: T, other: T) => number;
}

export type HeldPages<T> = ReturnType<typeof useHeldPages<T>>;

/** A list that is worked through, page by page: it is asked for again and again, and what somebody is
 * writing about stays in it. */
export function useHeldPages<T>(asking: Asked<T>) {
  const { queryKey, every, readPage, keepsPrevious = false, idOf, order } = asking;
  const { data, ...query } = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => readPage(pageParam ? { after: pageParam } : {}, signal),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    refetchInterval: every,
    ...(keepsPrevious && { placeholderData: keepPreviousData }),
  });
  const { held, hold, letGo, letGoOfAll } = useHeld<T>(idOf);
  const question = queryKey.join();
  const [asked, setAsked] = useState(question);
  if (asked !== question) {
    // Another list: what was written about in the one before is no part of it.
    setAsked(question);
    letGoOfAll();
  }
  const listed = data?.pages.flatMap((page) => page.items);
  return {
    ...query,
    count: listed?.length ?? 0,
    shown: listed && withHeld(listed, held, idOf, order),
    idOf,
    hold,
    letGo,
  };
}
