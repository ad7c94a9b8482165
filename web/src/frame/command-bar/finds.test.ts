import { expect, it, vi } from "vitest";

// Asked relative to where the console is.
vi.hoisted(() => vi.stubGlobal("location", { origin: "http://tero.example" }));

import { type Command, matching, moved, placeOf } from "./commands";
import { numberIn, sourcesFor } from "./finds";

const command = (name: string): Command => ({ id: name, name, hint: "", run: () => {} });
const kinds = (text: string, permissions: string[]) =>
  sourcesFor(text, permissions).map((each) => each.kind);
const ALL = ["customers.read", "contacts.read", "tickets.read", "orders.read"];

it("understands numbers as people write them", () => {
  expect(numberIn("#1042")).toBe(1042);
  expect(numberIn("N.º 30.111.222")).toBe(30111222);
  expect(numberIn("12 a")).toBeNull();
  expect(numberIn("0")).toBeNull();
  expect(numberIn("9".repeat(20))).toBeNull();
});

it("asks only those who can know, and only what may be seen (B04, B05)", () => {
  expect(kinds("ana pérez", ALL)).toEqual(["customers", "contacts", "tickets"]);
  expect(kinds("30111222", ALL)).toEqual(["customers", "contacts", "tickets", "orders"]);
  expect(kinds("7", ALL)).toEqual(["contacts", "tickets", "orders"]);
  expect(kinds("an", ALL)).toEqual([]);
  expect(kinds("30111222", ["tickets.read"])).toEqual(["tickets"]);
  expect(kinds("x".repeat(61), ALL)).not.toContain("tickets");
});

it("finds commands by the beginnings of their words, without accents", () => {
  const all = [command("Ir a Llamadas s/ciudad"), command("Cerrar sesión")];
  expect(matching(all, "lla ciu")).toEqual([all[0]]);
  expect(matching(all, "SESION")).toEqual([all[1]]);
  expect(matching(all, "")).toEqual(all);
  expect(matching(all, "errar")).toEqual([]);
});

it("goes round at both ends", () => {
  expect(moved(0, -1, 3)).toBe(2);
  expect(moved(2, 1, 3)).toBe(0);
  expect(moved(0, 1, 0)).toBe(0);
});

it("stays with what is selected, though answers that come late stand before it", () => {
  const all = [command("a late one"), command("first"), command("second")];
  expect(placeOf("second", all.slice(1))).toBe(1);
  expect(placeOf("second", all)).toBe(2);
  expect(placeOf("gone", all)).toBe(0);
  expect(placeOf(null, [])).toBe(0);
});

it.each([
  ["next-page", true],
  [null, false],
])("knows whether more would be found than it shows: %s", async (next, hasMore) => {
  const of = { national_id_kind: "DNI", national_id: "30111222", cities: [], number: "C1" };
  const items = [{ customer_id: "1", name: "Ana González", ...of }];
  vi.stubGlobal("fetch", async () => Response.json({ items, next }));
  const [source] = sourcesFor("gonzález", ["customers.read"]);
  const found = await source?.find("gonzález", new AbortController().signal);
  expect([found?.finds.map((each) => each.name), found?.hasMore]).toEqual([
    ["Ana González"],
    hasMore,
  ]);
});
