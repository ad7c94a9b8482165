import { expect, it } from "vitest";
import { isSearchable, parseOrders, parseTickets } from "./search";

it("understands of an address of orders what it can, and drops the rest (A17-A22)", () => {
  const search = { state: "reschedule", type: "technical-service", differing: true, other: 1 };
  expect(parseOrders(search)).toEqual({
    state: "reschedule",
    type: "technical-service",
    differing: true,
  });
  expect(parseOrders({ state: "lost", type: "a b", differing: "yes" })).toEqual({});
});

it("understands of an address of tickets what it can, and drops the rest", () => {
  const search = { state: "all", whose: "me", area: "support", q: 1042 };
  expect(parseTickets(search)).toEqual({ state: "all", whose: "me", area: "support", q: "1042" });
  expect(parseTickets({ state: "lost", whose: "you", area: 5, q: "ab" })).toEqual({});
});

it("looks for a number of any length, or three letters", () => {
  expect(["7", "lu", "luz"].map(isSearchable)).toEqual([true, false, true]);
});
