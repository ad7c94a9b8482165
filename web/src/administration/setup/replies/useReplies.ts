import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { answerOf, intake } from "@/shared/api/client";
import { REPLIES } from "./reply";

const PAGE = 200;

/** One's own texts and those of all, by title. */
export function useReplies() {
  const found = useInfiniteQuery({
    queryKey: [...REPLIES, "all"],
    queryFn: ({ pageParam, signal }) => {
      const query = { limit: PAGE, ...(pageParam ? { after: pageParam } : {}) };
      return answerOf(intake.GET("/api/v1/intake/canned-replies", { params: { query }, signal }));
    },
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
  });
  return { ...found, replies: found.data?.pages.flatMap((page) => page.items) ?? [] };
}

/** What can be filled in, each with an example. */
export function useVariables() {
  return useQuery({
    queryKey: ["administration", "variables"],
    queryFn: ({ signal }) =>
      answerOf(intake.GET("/api/v1/intake/canned-replies/variables", { signal })),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
