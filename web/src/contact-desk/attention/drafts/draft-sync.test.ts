import { expect, it } from "vitest";
import { joined, type Local, NO_TEXTS, parseLocal, reconcile, type Saved } from "./draft-sync";

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

it("survives what an older version kept", () => {
  expect(parseLocal("a text")).toBeNull();
  expect(parseLocal('{"texts":{"reply":"x"},"version":1}')).toEqual({
    texts: { ...NO_TEXTS, reply: "x" },
    version: 1,
    isUnsaved: false,
  });
});
