import { expect, it } from "vitest";
import { LONGEST_QUERY, parseSearch } from "./search";

it("takes from an address what can be asked for", () => {
  expect(parseSearch({ query: " ana ", role: "operator", other: 1 })).toEqual({
    query: "ana",
    role: "operator",
  });
  expect(parseSearch({ query: 1042, role: "" })).toEqual({ query: "1042" });
  expect(parseSearch({ query: ["a"], role: null })).toEqual({});
  expect(parseSearch({ query: "a".repeat(300) }).query).toHaveLength(LONGEST_QUERY);
});
