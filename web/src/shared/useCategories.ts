import { useQuery } from "@tanstack/react-query";
import { answerOf, tickets } from "./api/client";

/** What tickets can be about, what is no longer chosen among it. */
export function useCategories() {
  return useQuery({
    queryKey: ["categories", "all"],
    queryFn: ({ signal }) => {
      const params = { query: { inactive: true } };
      return answerOf(tickets.GET("/api/v1/tickets/categories", { params, signal }));
    },
  });
}

/** A category by its name, for people; one that nobody knows by its code. */
export function named(known: readonly { code: string; name: string }[], code: string): string {
  return known.find((each) => each.code === code)?.name ?? code;
}
