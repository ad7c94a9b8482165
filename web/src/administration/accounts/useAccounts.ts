import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { answerOf, directory } from "@/shared/api/client";
import type { Account, Role } from "./account";

export const ACCOUNTS = ["administration", "accounts"] as const;
const PAGE = 100;

/** Accounts in the order of their logins, a page after the other; what was found before stays until
 * the next is there. */
export function useAccounts(asked: { query?: string; role?: Role }) {
  const found = useInfiniteQuery({
    queryKey: [...ACCOUNTS, "found", asked],
    queryFn: ({ pageParam, signal }) => {
      const query = { ...asked, limit: PAGE, ...(pageParam ? { after: pageParam } : {}) };
      return answerOf(directory.GET("/api/v1/accounts", { params: { query }, signal }));
    },
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
  const accounts: Account[] = found.data?.pages.flatMap((page) => page.items) ?? [];
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
