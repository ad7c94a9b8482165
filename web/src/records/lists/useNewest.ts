import { type Asked, useHeldPages } from "@/shared/live/useHeldPages";
import { useSteady } from "@/shared/live/useSteady";

const EVERY = 15_000;

export interface Numbered {
  id: string;
  number: number;
}

const idOf = (row: Numbered) => row.id;
const highestFirst = (one: Numbered, other: Numbered) => other.number - one.number;

export type Newest<T extends Numbered> = ReturnType<typeof useNewest<T>>;

/** What has numbers, the highest first, asked for again and again; no row moves under the pointer. */
export function useNewest<T extends Numbered>(
  name: string,
  search: object,
  readPage: Asked<T>["readPage"],
) {
  const queryKey = [name, JSON.stringify(search)];
  const pages = useHeldPages<T>({
    queryKey,
    every: EVERY,
    readPage,
    keepsPrevious: true,
    idOf,
    order: highestFirst,
  });
  const { steady, ...rest } = useSteady<T>({
    listed: pages.shown,
    answeredAt: pages.dataUpdatedAt,
    isPrevious: pages.isPlaceholderData,
    question: queryKey.join(),
    idOf,
    order: highestFirst,
  });
  return { ...pages, ...steady, ...rest };
}
