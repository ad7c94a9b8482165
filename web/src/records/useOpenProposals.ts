import { answerOf, directory } from "@/shared/api/client";
import { useHeldPages } from "@/shared/live/useHeldPages";
import type { Proposal } from "./Proposals";

const EVERY = 15_000;

/** What the desk proposes for any customer and nobody has decided on, the newest first. */
export function useOpenProposals() {
  return useHeldPages<Proposal>({
    queryKey: ["proposals", "open"],
    every: EVERY,
    readPage: (query, signal) =>
      answerOf(directory.GET("/api/v1/customers/proposals", { params: { query }, signal })),
    idOf: (proposal) => proposal.proposal_id,
    order: newestFirst,
  });
}

/** Ids of later ones are greater. */
const newestFirst = (one: Proposal, other: Proposal) =>
  one.proposal_id < other.proposal_id ? 1 : -1;
