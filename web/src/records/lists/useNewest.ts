import { type Asked, useHeldPages } from "@/shared/live/useHeldPages";

const EVERY = 15_000;

interface Numbered {
  id: string;
  number: number;
}

/** What has numbers, the highest first, asked for again and again. */
export function useNewest<T extends Numbered>(
  name: string,
  search: object,
  readPage: Asked<T>["readPage"],
) {
  return useHeldPages<T>({
    queryKey: [name, JSON.stringify(search)],
    every: EVERY,
    readPage,
    keepsPrevious: true,
    idOf: (row) => row.id,
    order: (one, other) => other.number - one.number,
  });
}
