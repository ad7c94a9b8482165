import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { answerOf, directory } from "@/shared/api/client";
import type { Account } from "./account";

export const ACCOUNTS = ["administration", "accounts"] as const;
const PAGE = 200;
/** A search goes on by itself so far; then somebody decides whether it is worth it. */
const MOST_UNASKED = 10;

/** Accounts in the order of their logins, a page after the other; all of them for a search. */
export function useAccounts(isSearching: boolean) {
  const found = useInfiniteQuery({
    queryKey: ACCOUNTS,
    queryFn: ({ pageParam, signal }) => {
      const query = { limit: PAGE, ...(pageParam ? { after: pageParam } : {}) };
      return answerOf(directory.GET("/api/v1/accounts", { params: { query }, signal }));
    },
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
  });
  const { data, hasNextPage, isFetching, isError, fetchNextPage } = found;
  const pages = data?.pages.length ?? 0;
  const goesOn = isSearching && hasNextPage && !isFetching && !isError && pages < MOST_UNASKED;
  useEffect(() => {
    if (goesOn) void fetchNextPage();
  }, [goesOn, fetchNextPage]);
  const accounts: Account[] = data?.pages.flatMap((page) => page.items) ?? [];
  return { ...found, accounts };
}

export function useAccountOf(id: string) {
  return useQuery({
    queryKey: [...ACCOUNTS, id],
    queryFn: ({ signal }) => {
      const params = { path: { account_id: id } };
      return answerOf(directory.GET("/api/v1/accounts/{account_id}", { params, signal }));
    },
  });
}
