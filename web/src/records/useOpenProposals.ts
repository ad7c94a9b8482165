import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, directory } from "@/shared/api/client";
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
  const [held, setHeld] = useState<readonly Proposal[]>([]);
  const waiting = query.data?.pages.flatMap((page) => page.items);
  return {
    ...query,
    count: waiting?.length ?? 0,
    shown: waiting && withHeld(waiting, held),
    /** It stays in sight, whatever becomes of it, until it is let go of. */
    hold: (proposal: Proposal) => setHeld((all) => [...without(all, proposal), proposal]),
    letGo: (proposal: Proposal) => setHeld((all) => without(all, proposal)),
  };
}

/** Those that wait, as they are now, and in their places those that somebody is deciding on though
 * they wait no more. Ids of later ones are greater. */
export function withHeld(waiting: readonly Proposal[], held: readonly Proposal[]): Proposal[] {
  const gone = held.filter(
    (each) => !waiting.some((other) => other.proposal_id === each.proposal_id),
  );
  return [...waiting, ...gone].sort((one, other) => (one.proposal_id < other.proposal_id ? 1 : -1));
}

function without(all: readonly Proposal[], proposal: Proposal): readonly Proposal[] {
  return all.filter((each) => each.proposal_id !== proposal.proposal_id);
}
