import { expect, it } from "vitest";
import { type Dated, firstPage, heard, left, letIn } from "./live-rows";
import { told } from "./told";

interface Row extends Dated {
  claim: string;
}

const row = (id: string, minute: number, claim = "free"): Row => ({
  id,
  date: new Date(Date.UTC(2026, 0, 1, 12, minute)).toISOString(),
  claim,
});
const ofThree = () => firstPage({ items: [row("c", 30), row("b", 20), row("a", 10)], next: null });

it("works all news of a frame in at once, as if it came one by one", () => {
  const news = [
    { row: row("e", 50) },
    { row: row("b", 20, "taken") },
    { gone: "c" },
    { row: row("d", 25) },
  ];
  for (const isIdle of [true, false]) {
    const oneByOne = news.reduce((list, each) => told(list, [each], isIdle), ofThree());
    expect(told(ofThree(), news, isIdle)).toEqual(oneByOne);
  }
  expect(told(ofThree(), news, true).shown).toEqual(["e", "c", "d", "b", "a"]);
});

it("leaves alone what news does not touch: rows that need not be drawn again", () => {
  const list = ofThree();
  const next = told(list, [{ row: row("b", 20, "taken") }], true);
  expect(next.shown).toBe(list.shown);
  expect(next.gone).toBe(list.gone);
  expect(next.rows.get("a")).toBe(list.rows.get("a"));
  expect(told(list, [{ row: row("b", 20) }, { gone: "of another list" }], true)).toBe(list);
});

it("changes the list that it was told of in no way", () => {
  const list = ofThree();
  told(list, [{ row: row("d", 40) }, { gone: "a" }, { row: row("b", 20, "taken") }], true);
  expect(list).toEqual(ofThree());
});

it("finds the place of each among very many", () => {
  const many = Array.from({ length: 500 }, (_, at) => row(`${1000 - at}`, 2 * (1000 - at)));
  const list = firstPage({ items: many, next: null });
  const shown = told(list, [{ row: row("new", 2 * 777 + 1) }], true).shown;
  expect(shown.slice(222, 225)).toEqual(["778", "new", "777"]);
});

it("keeps a row that waits waiting when it changes, and lets it in once", () => {
  const waiting = heard(ofThree(), row("d", 40), false);
  const changed = heard(waiting, row("d", 40, "taken"), true);
  expect(letIn(changed).shown).toEqual(["d", "c", "b", "a"]);
  expect(letIn(changed).rows.get("d")?.claim).toBe("taken");
});

it("keeps nothing of a row that left before anybody saw it", () => {
  const list = left(heard(ofThree(), row("d", 40), false), "d");
  expect(list.rows.has("d")).toBe(false);
});
