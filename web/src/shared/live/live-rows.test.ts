import { describe, expect, it } from "vitest";
import * as live from "./live-rows";

interface Row extends live.Dated {
  claim: string;
}

/** `minute` is when: the later, the newer. */
const row = (id: string, minute: number, claim = "free"): Row => ({
  id,
  date: new Date(Date.UTC(2026, 0, 1, 12, minute)).toISOString(),
  claim,
});
const ofThree = () =>
  live.firstPage({ items: [row("c", 30), row("b", 20), row("a", 10)], next: null });

describe("a list that changes while somebody reads it", () => {
  it("changes a row where it stands", () => {
    const list = live.heard(ofThree(), row("b", 20, "taken"), false);
    expect(list.shown).toEqual(["c", "b", "a"]);
    expect(list.rows.get("b")?.claim).toBe("taken");
  });

  it("lets new rows wait until they are let in, then in the order of their dates", () => {
    const twice = live.heard(live.heard(ofThree(), row("e", 50), false), row("d", 40), false);
    expect(twice.shown).toEqual(["c", "b", "a"]);
    expect(twice.waiting).toHaveLength(2);
    expect(live.letIn(twice).shown).toEqual(["e", "d", "c", "b", "a"]);
    expect(live.letIn(twice).waiting).toEqual([]);
  });

  it("counts a new row once, however often it is heard of", () => {
    const once = live.heard(ofThree(), row("d", 40), false);
    expect(live.heard(once, row("d", 40, "taken"), false).waiting).toEqual(["d"]);
  });

  it("puts a new row in its place at once for a reader who is idle at the top", () => {
    expect(live.heard(ofThree(), row("d", 25), true).shown).toEqual(["c", "d", "b", "a"]);
  });

  it("mutes a row that left, and removes it when the reader has moved on", () => {
    const muted = live.left(ofThree(), "b");
    expect(muted.shown).toEqual(["c", "b", "a"]);
    expect(muted.gone.has("b")).toBe(true);
    expect(live.settled(muted, "b").shown).toEqual(["c", "b", "a"]);
    expect(live.settled(muted).shown).toEqual(["c", "a"]);
  });

  it("takes a row back that left and came again", () => {
    const back = live.heard(live.left(ofThree(), "b"), row("b", 20), false);
    expect(back.gone.size).toBe(0);
    expect(live.settled(back).shown).toEqual(["c", "b", "a"]);
  });

  it("forgets a waiting row that left before it was let in", () => {
    const waiting = live.heard(ofThree(), row("d", 40), false);
    expect(live.letIn(live.left(waiting, "d")).shown).toEqual(["c", "b", "a"]);
  });

  it("leaves rows for their own page that are older than what was loaded", () => {
    const more = live.firstPage({ items: [row("c", 30), row("b", 20)], next: "older" });
    expect(live.heard(more, row("a", 10), true)).toBe(more);
  });

  it("adds the next page without repeating what moved between the two", () => {
    const first = live.firstPage({ items: [row("c", 30), row("b", 20)], next: "older" });
    const both = live.nextPage(first, { items: [row("b", 20), row("a", 10)], next: null });
    expect(both.shown).toEqual(["c", "b", "a"]);
    expect(both.next).toBeNull();
  });

  it("mutes what is missing when the beginning is read again, and nothing beyond it", () => {
    const first = live.firstPage({ items: [row("d", 40), row("c", 30)], next: "x" });
    const all = live.nextPage(first, { items: [row("b", 20), row("a", 10)], next: null });
    const again = live.readAgain(all, { items: [row("d", 40), row("b", 20)], next: "x" }, false);
    expect([...again.gone]).toEqual(["c"]);
    expect(again.shown).toEqual(["d", "c", "b", "a"]);
  });

  it("mutes all that is missing when what was read is the whole list", () => {
    const again = live.readAgain(ofThree(), { items: [row("c", 30)], next: null }, false);
    expect([...again.gone].sort()).toEqual(["a", "b"]);
  });

  it("believes what was told while a page was read, not the page", () => {
    const told = live.heard(ofThree(), row("d", 40, "taken"), true);
    const old = { items: [row("c", 30), row("b", 20), row("a", 10)], next: null };
    expect(live.readAgain(told, old, false, new Set(["d"])).gone.size).toBe(0);
    const older = { items: [row("d", 40, "free"), ...old.items], next: null };
    const again = live.readAgain(told, older, false, new Set(["d"]));
    expect(again.rows.get("d")?.claim).toBe("taken");
  });
});
