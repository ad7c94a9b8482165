import { expect, it } from "vitest";
import {
  changesFrom,
  changesOf,
  conflictsOf,
  type Details,
  insisted,
  isChanged,
  joinedChanges,
  shownIn,
  without,
  written,
} from "./details";

const there: Details = { phone: "341", email: "", address: "", observations: "perro" };

it("sends what was changed alone, and takes away what was emptied (C32, C35)", () => {
  const begun = written({}, there, "email", " a@b.ar ");
  const mine = written(begun, there, "observations", " ");
  expect(changesOf(mine, there)).toEqual({ email: "a@b.ar", observations: null });
  expect(shownIn(mine, there)).toEqual({ ...there, email: " a@b.ar ", observations: " " });
  expect(changesOf({}, there)).toEqual({});
});

it("has nothing to send where what was there was written again", () => {
  const mine = written({}, there, "phone", "34");
  expect(written(mine, there, "phone", "341")).toEqual({});
  expect(isChanged(written({}, there, "phone", "341 "), there)).toBe(false);
});

it("finds no conflict where two changed different things, and keeps both", () => {
  const mine = written({}, there, "email", "a@b.ar");
  const now = { ...there, phone: "351" };
  expect(conflictsOf(mine, now)).toEqual([]);
  expect(shownIn(mine, now)).toEqual({ ...there, phone: "351", email: "a@b.ar" });
});

it("asks where both changed the same, and loses neither", () => {
  const mine = written({}, there, "phone", "11");
  const now = { ...there, phone: "351" };
  expect(conflictsOf(mine, now)).toEqual(["phone"]);
  expect(shownIn(mine, now).phone).toBe("11");
  expect(conflictsOf(mine, { ...there, phone: "11" })).toEqual([]);
  expect(conflictsOf(written(mine, now, "phone", "341"), now)).toEqual(["phone"]);
  expect(conflictsOf(insisted(mine, now, "phone"), now)).toEqual([]);
  expect(changesOf(insisted(mine, now, "phone"), now)).toEqual({ phone: "11" });
  expect(shownIn(without(mine, "phone"), now).phone).toBe("351");
});

it("goes on with what somebody else had begun, from what is there now (B63, M11)", () => {
  const kept = { phone: { old: "341", new: "11" }, email: null };
  const now = { ...there, address: "Belgrano 1" };
  expect(shownIn(changesFrom(kept), now)).toEqual({ ...now, phone: "11" });
});

it("puts two beside one another where two had begun", () => {
  const mine = written(written({}, there, "phone", "11"), there, "email", "a@b.ar");
  const theirs = written(written({}, there, "phone", "351"), there, "observations", "gato");
  expect(shownIn(joinedChanges(mine, theirs), there)).toEqual({
    ...there,
    phone: "351 / 11",
    email: "a@b.ar",
    observations: "gato",
  });
});

it("survives what cannot be understood", () => {
  expect(changesFrom({})).toEqual({});
  expect(changesFrom({ phone: { new: "1" }, email: {} })).toEqual({
    phone: { old: "", new: "1" },
  });
});
