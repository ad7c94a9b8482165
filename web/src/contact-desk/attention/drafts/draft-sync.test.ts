import { expect, it } from "vitest";
import {
  isNothing,
  isSame,
  joined,
  type Local,
  NO_TEXTS,
  parseLocal,
  reconcile,
  type Saved,
  savedIn,
} from "./draft-sync";

const saved = (reply: string, version: number): Saved => ({
  texts: { ...NO_TEXTS, reply },
  version,
  by: "Ana",
  at: "2026-11-22T12:00:00Z",
});
const local = (reply: string, version: number, isUnsaved = true): Local => ({
  texts: { ...NO_TEXTS, reply },
  version,
  isUnsaved,
});

it("goes on with what was saved last where this machine has nothing newer (B63)", () => {
  expect(reconcile(null, saved("hola", 3))).toMatchObject({ is: "same", version: 3 });
  expect(reconcile(local("hol", 2, false), saved("hola", 3))).toMatchObject({
    is: "same",
    texts: { reply: "hola" },
  });
});

it("goes on with this machine's where the network was away", () => {
  const start = reconcile(local("hola, ya", 3), saved("hola", 3));
  expect(start).toMatchObject({ is: "ahead", texts: { reply: "hola, ya" }, version: 3 });
});

it("goes on with this machine's where what was saved is gone", () => {
  const start = reconcile(local("hola, ya", 3), { ...saved("", 0), by: null, at: null });
  expect(start).toMatchObject({ is: "ahead", version: 0 });
});

it("shows both where two wrote, and loses neither", () => {
  const start = reconcile(local("mía", 3), saved("suya", 4));
  expect(start).toMatchObject({ is: "conflict", mine: { reply: "mía" } });
  const both = joined({ ...NO_TEXTS, reply: "mía" }, { ...NO_TEXTS, reply: "suya" });
  expect(both.reply).toBe("suya\nmía");
  expect(joined({ ...NO_TEXTS, note: "uno dos" }, { ...NO_TEXTS, note: "uno" }).note).toBe(
    "uno dos",
  );
});

it("keeps what a ticket is about and what is to be proposed as it keeps a reply (B63, M11)", () => {
  const details = { phone: { old: "341", new: "" } };
  const mine = { ...NO_TEXTS, details };
  expect(isNothing(mine)).toBe(false);
  expect(isSame(mine, { ...NO_TEXTS, details: { phone: { old: "341", new: "" } } })).toBe(true);
  expect(isSame(mine, NO_TEXTS)).toBe(false);
  expect(joined(mine, { ...NO_TEXTS, ticket: "Sin luz" })).toEqual({ ...mine, ticket: "Sin luz" });
  const there = { ...NO_TEXTS, outcome: null, details: { ...details, email: null } };
  const by = { id: "1", name: "Ana" };
  expect(savedIn({ texts: there, version: 2, by, at: "2026-11-22T12:00:00Z" })).toMatchObject({
    texts: mine,
    by: "Ana",
  });
});

it("survives what an older version kept", () => {
  expect(parseLocal("a text")).toBeNull();
  expect(parseLocal('{"texts":{"reply":"x"},"version":1}')).toEqual({
    texts: { ...NO_TEXTS, reply: "x" },
    version: 1,
    isUnsaved: false,
  });
});
