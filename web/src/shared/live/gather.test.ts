import { expect, it } from "vitest";
import { gather } from "./gather";

/** A screen whose frames are drawn when the test says so. */
function screen() {
  let next: (() => void) | null = null;
  let asked = 0;
  const soon = (run: () => void) => {
    next = run;
    asked += 1;
    return () => {
      next = null;
    };
  };
  return { soon, draw: () => next?.(), asked: () => asked };
}

it("hands on once a frame what came meanwhile, in its turn, and the last of each", () => {
  const { soon, draw, asked } = screen();
  const handed: string[][] = [];
  const gathering = gather<string>((things) => handed.push(things), soon);
  gathering.add("a", "a rings");
  gathering.add("b", "b rings");
  gathering.add("a", "a ends");
  expect([handed, asked()]).toEqual([[], 1]);
  draw();
  expect(handed).toEqual([["b rings", "a ends"]]);
  gathering.add("c", "c rings");
  draw();
  expect(handed[1]).toEqual(["c rings"]);
});

it("hands on at once where somebody cannot wait, and then not again", () => {
  const { soon, draw } = screen();
  const handed: string[][] = [];
  const gathering = gather<string>((things) => handed.push(things), soon);
  gathering.add("a", "a rings");
  gathering.flush();
  draw();
  gathering.flush();
  expect(handed).toEqual([["a rings"]]);
});

it("hands nothing on to who has left", () => {
  const { soon, draw } = screen();
  const handed: string[][] = [];
  const gathering = gather<string>((things) => handed.push(things), soon);
  gathering.add("a", "a rings");
  gathering.drop();
  draw();
  expect(handed).toEqual([]);
});
