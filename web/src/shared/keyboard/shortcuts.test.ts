import { expect, it } from "vitest";
import { Sequence } from "./shortcuts";

const done: string[] = [];
const keys = {
  c: () => done.push("c"),
  d: () => done.push("d"),
  "g c": () => done.push("g c"),
};

it("takes two keys for one, if the second comes soon", () => {
  const sequence = new Sequence();
  expect(sequence.find("g", 0, keys)).toBeUndefined();
  expect(sequence.find("c", 300, keys)).toBe(keys["g c"]);
});

it("takes a late second key for itself", () => {
  const sequence = new Sequence();
  sequence.find("g", 0, keys);
  expect(sequence.find("c", 5_000, keys)).toBe(keys.c);
});

it("does nothing dangerous when the second key leads nowhere", () => {
  const sequence = new Sequence();
  sequence.find("g", 0, keys);
  expect(sequence.find("d", 100, keys)).toBeUndefined();
  expect(sequence.find("d", 200, keys)).toBe(keys.d);
});
