import { describe, expect, it } from "vitest";
import { begun, changedIn, changesOf, type Editing, kept, rebased, settled } from "./editing";

const STOOD = { name: "Ana", email: "ana@example.com", areas: ["billing", "support"] };

describe("what is edited", () => {
  it("is only what became different, whatever the order of what was chosen", () => {
    const editing = begun(STOOD);
    expect(changesOf(editing)).toEqual({});
    const given = { ...STOOD, areas: ["support", "billing"], email: "ana@b.example" };
    expect(changesOf({ ...editing, given })).toEqual({ email: "ana@b.example" });
  });

  it("takes over what somebody else changed elsewhere, and keeps what was typed", () => {
    const editing = { ...begun(STOOD), given: { ...STOOD, name: "Ana María" } };
    const now = { ...STOOD, email: "new@example.com" };
    const after = rebased(editing, now);
    expect(after.given).toEqual({ ...now, name: "Ana María" });
    expect(after.clashes).toEqual([]);
    expect(changesOf(after)).toEqual({ name: "Ana María" });
  });

  it("keeps both where two have changed the same, until somebody decides", () => {
    const editing = { ...begun(STOOD), given: { ...STOOD, name: "Ana María" } };
    const now = { ...STOOD, name: "Anita" };
    const after = rebased(editing, now);
    expect([after.before.name, after.given.name, after.clashes]).toEqual([
      "Anita",
      "Ana María",
      ["name"],
    ]);
    const later = rebased(after, { ...now, email: "x@example.com" });
    expect(later.clashes).toEqual(["name"]);
    expect(changesOf(settled(later, "name", "mine"))).toEqual({ name: "Ana María" });
    const theirs = settled(later, "name", "theirs");
    expect([theirs.given.name, theirs.clashes, changesOf(theirs)]).toEqual(["Anita", [], {}]);
  });

  it("has nothing to decide where both wrote the same", () => {
    const given = { ...STOOD, areas: ["support"] };
    expect(rebased({ ...begun(STOOD), given }, given).clashes).toEqual([]);
  });

  it("goes on with what was typed while it was being saved", () => {
    const sent = { ...STOOD, name: "Ana M" };
    const editing = kept({ ...begun(STOOD), given: { ...STOOD, name: "Ana María" } }, sent);
    const after = rebased(editing, sent);
    expect([after.clashes, changesOf(after)]).toEqual([[], { name: "Ana María" }]);
  });

  it("knows what is said of nothing any more", () => {
    const singles: Record<string, string> = { "tickets.close": "granted" };
    const now: Record<string, string> = { "tickets.read": "refused" };
    expect(rebased(begun(singles), now).given).toEqual(now);
    const mine = { ...begun(singles), given: { "tickets.close": "refused" } };
    expect(rebased(mine, now).clashes).toEqual(["tickets.close"]);
    const taken: Editing<Record<string, string>> = { ...begun(singles), given: {} };
    expect([changedIn(taken), changesOf(taken)]).toEqual([["tickets.close"], {}]);
    expect(rebased(taken, { ...now, ...singles }).given).toEqual(now);
  });
});
