import { expect, it } from "vitest";
import { letIn, readAgain } from "./steady";

interface Row {
  number: number;
  state?: string;
}
const idOf = ({ number }: Row) => `${number}`;
const newestFirst = (one: Row, other: Row) => other.number - one.number;
const rows = (...numbers: number[]): Row[] => numbers.map((number) => ({ number }));
const again = (shown: readonly Row[], listed: readonly Row[]) =>
  readAgain(shown, listed, idOf, newestFirst);
const numbers = (shown: readonly Row[]) => shown.map(({ number }) => number);

it("lets new rows wait, and moves none of those that are shown", () => {
  const { shown, waiting } = again(rows(5, 3, 1), rows(7, 6, 5, 4, 3, 1));
  expect(numbers(shown)).toEqual([5, 3, 1]);
  expect(waiting).toBe(3);
});

it("changes a row where it stands", () => {
  const listed = [{ number: 6 }, { number: 5, state: "finished" }, { number: 3 }];
  expect(again(rows(5, 3), listed).shown).toEqual(listed.slice(1));
});

it("leaves in its place, and marks, what is listed no more, until it is listed again", () => {
  const once = again(rows(5, 3, 1), rows(5, 1));
  expect(numbers(once.shown)).toEqual([5, 3, 1]);
  expect([...once.gone]).toEqual(["3"]);
  expect(again(once.shown, rows(5, 3, 1)).gone.size).toBe(0);
});

it("shows a next page behind the others at once", () => {
  const { shown, waiting } = again(rows(5, 3), rows(6, 5, 3, 2, 1));
  expect(numbers(shown)).toEqual([5, 3, 2, 1]);
  expect(waiting).toBe(1);
});

it("shows all that is listed where there is nothing to move, and where it is let in", () => {
  expect(again([], rows(2, 1))).toEqual(letIn(rows(2, 1)));
  expect(letIn(rows(2, 1))).toEqual({ shown: rows(2, 1), gone: new Set(), waiting: 0 });
});
