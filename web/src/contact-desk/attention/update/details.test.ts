import { expect, it } from "vitest";
import {
  begun,
  broughtTogether,
  changesOf,
  conflictsOf,
  type Details,
  isChanged,
  parseForm,
  resumed,
} from "./details";

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

it("goes on with what this machine kept, from what is there now (B63)", () => {
  const mine = { ...base, phone: "11", email: "a@b.ar" };
  const kept = parseForm(JSON.stringify({ base, mine }));
  expect(kept).toEqual({ ...begun(base), mine });
  const there = { ...base, phone: "351", address: "Belgrano 1" };
  const now = resumed(kept ?? begun(base), there);
  expect(now.mine).toEqual({ ...mine, address: "Belgrano 1" });
  expect(now.conflicts).toEqual(["phone"]);
  expect(changesOf(now.base, now.mine)).toEqual({ phone: "11", email: "a@b.ar" });
  expect(isChanged(now)).toBe(true);
  expect(isChanged(resumed(begun(base), there))).toBe(false);
});

it("survives what cannot be understood", () => {
  expect(parseForm("")).toBeNull();
  expect(parseForm("7")).toBeNull();
  expect(parseForm('{"base":{},"mine":{"phone":"1"}}')?.mine.phone).toBe("1");
});
