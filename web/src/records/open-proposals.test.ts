import { describe, expect, it } from "vitest";
import type { Proposal } from "./Proposals";
import { withHeld } from "./useOpenProposals";

const proposal = (id: string, version = 1) => ({ proposal_id: id, version }) as Proposal;

describe("what waits for a decision (X25)", () => {
  it("shows what somebody is deciding on in its place, though it waits no more", () => {
    const shown = withHeld([proposal("3"), proposal("1")], [proposal("2")]);
    expect(shown.map((each) => each.proposal_id)).toEqual(["3", "2", "1"]);
  });

  it("shows it as it is now while it waits", () => {
    expect(withHeld([proposal("2", 5)], [proposal("2")])).toEqual([proposal("2", 5)]);
  });
});
