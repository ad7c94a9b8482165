import { expect, it } from "vitest";
import { parseSearch } from "./search";

it("understands of an address what it can, and lists those that are open else (C04)", () => {
  expect(parseSearch({ state: "done", page: 2 })).toEqual({ state: "done" });
  for (const state of ["open", "lost", 3, undefined]) expect(parseSearch({ state })).toEqual({});
});
