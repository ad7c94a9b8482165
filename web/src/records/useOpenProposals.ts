import { useInfiniteQuery } from "@tanstack/react-query";
import { answerOf, directory } from "@/shared/api/client";
import { useHeld, withHeld } from "@/shared/live/held";
import type { Proposal } from "./Proposals";

const EVERY = 15_000;

/** What the desk proposes for any customer and nobody has decided on, the newest first. */
export function useOpenProposals() {
  const query = useInfiniteQuery({
    queryKey: ["proposals", "open"],
    queryFn: ({ pageParam, signal }) => {
      const query = pageParam ? { after: pageParam } : {};
      return answerOf(directory.GET("/api/v1/customers/proposals", { params: { query }, signal }));
    },
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    refetchInterval: EVERY,
  });
  const { held, hold, letGo } = useHeld<Proposal>(idOf);
  const waiting = query.data?.pages.flatMap((page) => page.items);
  return {
    ...query,
    count: waiting?.length ?? 0,
    shown: waiting && withHeld(waiting, held, idOf, newestFirst),
    hold,
    letGo,
  };
}

const idOf = (proposal: Proposal) => proposal.proposal_id;

/** Ids of later ones are greater. */
const newestFirst = (one: Proposal, other: Proposal) =>
  one.proposal_id < other.proposal_id ? 1 : -1;
