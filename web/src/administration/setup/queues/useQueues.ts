import { useQuery } from "@tanstack/react-query";
import { answerOf, intake } from "@/shared/api/client";
import { QUEUES } from "./queue";

const LOOK_EVERY = 15_000;

/** The queues in the order in which they are tried, and how many wait in each. */
export function useQueues() {
  return useQuery({
    queryKey: QUEUES,
    queryFn: ({ signal }) => answerOf(intake.GET("/api/v1/contacts/queues", { signal })),
    refetchInterval: LOOK_EVERY,
  });
}
