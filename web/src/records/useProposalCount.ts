import { useQuery } from "@tanstack/react-query";
import { answerOf, directory } from "@/shared/api/client";

const EVERY = 15_000;

/** How many proposals wait for a decision; asked anew, as their lists are, when one was made. */
export function useProposalCount() {
  const { data } = useQuery({
    queryKey: ["proposals", "count"],
    queryFn: ({ signal }) =>
      answerOf(directory.GET("/api/v1/customers/proposals/count", { signal })),
    refetchInterval: EVERY,
  });
  return data;
}
