import { expect, it } from "vitest";
import { broughtTogether, changesOf, conflictsOf, type Details } from "./details";

const base: Details = { phone: "341", email: "", address: "", observations: "perro" };

it("sends what was changed alone, and takes away what was emptied (C32, C35)", () => {
  const mine = { ...base, email: " a@b.ar ", observations: " " };
  expect(changesOf(base, mine)).toEqual({ email: "a@b.ar", observations: null });
  expect(changesOf(base, { ...base })).toEqual({});
});

it("finds no conflict where two changed different things, and keeps both", () => {
  const mine = { ...base, email: "a@b.ar" };
  const theirs = { ...base, phone: "351" };
  expect(conflictsOf(base, mine, theirs)).toEqual([]);
  expect(broughtTogether(base, mine, theirs)).toEqual({ ...base, phone: "351", email: "a@b.ar" });
});

it("asks where both changed the same, and loses neither", () => {
  const mine = { ...base, phone: "11" };
  const theirs = { ...base, phone: "351" };
  expect(conflictsOf(base, mine, theirs)).toEqual(["phone"]);
  expect(broughtTogether(base, mine, theirs).phone).toBe("11");
  expect(conflictsOf(base, mine, { ...base, phone: "11" })).toEqual([]);
});
