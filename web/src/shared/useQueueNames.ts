import { useQuery } from "@tanstack/react-query";
import { answerOf, intake } from "./api/client";

/** The queues of the desk, those that are retired among them: contacts may still wait in one. */
export function useKnownQueues() {
  return useQuery({
    queryKey: ["queues", "names"],
    queryFn: ({ signal }) => answerOf(intake.GET("/api/v1/contacts/queues", { signal })),
  });
}

/** Queues by their names; one whose name is not known, or not yet, by its code. */
export function useQueueNames() {
  const { data } = useKnownQueues();
  const names = new Map(data?.items.map(({ queue }) => [queue.code, queue.name]));
  return (codes: readonly string[]) => codes.map((code) => names.get(code) ?? code).join(", ");
}
