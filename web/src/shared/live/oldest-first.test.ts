import { expect, it } from "vitest";
import { firstPage, heard, letIn } from "./live-rows";

const row = (id: string, minute: number) => ({ id, date: `2026-03-10T12:0${minute}:00Z` });

it("puts rows where they belong in a list that begins with the oldest", () => {
  const list = firstPage({ items: [row("a", 1), row("b", 3)], next: null }, true);
  expect(heard(list, row("c", 2), true).shown).toEqual(["a", "c", "b"]);
  expect(letIn(heard(list, row("d", 4), false)).shown).toEqual(["a", "b", "d"]);
});

it("leaves to the next page what belongs behind the rows that were loaded", () => {
  const list = firstPage({ items: [row("a", 1), row("b", 3)], next: "more" }, true);
  expect(heard(list, row("d", 4), true).shown).toEqual(["a", "b"]);
  expect(heard(list, row("c", 2), true).shown).toEqual(["a", "c", "b"]);
});
