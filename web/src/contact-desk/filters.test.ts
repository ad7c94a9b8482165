import { afterEach, expect, it } from "vitest";
import { tellTimesIn } from "@/shared/times";
import { filtersOf, isFiltered, isSearchable, parseFilters, queryOf } from "./filters";

afterEach(() => tellTimesIn("no clock has this name"));

it("asks for whole days of the company's clock", () => {
  tellTimesIn("America/Argentina/Cordoba");
  const filters = parseFilters({ since: "2026-02-27", until: "2026-02-28" });
  expect(queryOf("calls", filters)).toEqual({
    screen: "calls",
    since: "2026-02-27T03:00:00.000Z",
    until: "2026-03-01T03:00:00.000Z",
  });
});

it("keeps a view and shows the same again (T14)", () => {
  tellTimesIn("America/Argentina/Cordoba");
  const filters = parseFilters({
    state: "open",
    claim: "free",
    city: "Salta",
    reason: "complaint",
    queue: "ventas",
    since: "2026-02-27",
    until: "2026-02-28",
    unidentified: true,
    inquiries: true,
    sort: "waiting",
  });
  expect(filtersOf(queryOf("mine", filters))).toEqual({ screen: "mine", filters });
  expect(filtersOf({ screen: "elsewhere" })).toBeNull();
});

it("asks nothing that no list could answer", () => {
  expect(parseFilters({ sort: "waiting", state: "closed" })).toEqual({ state: "closed" });
  expect(parseFilters({ sort: "waiting", claim: "mine" })).toEqual({ claim: "mine" });
  expect(parseFilters({ since: "yesterday", until: "2026-02-40" })).toEqual({});
});

it("looks for enough of a word, or for a number", () => {
  expect(["ana", "lu ramírez", "12", "351-555"].map(isSearchable)).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect(["", "an", "a b c", "--"].map(isSearchable)).toEqual([false, false, false, false]);
  expect(parseFilters({ q: 1042 })).toEqual({ q: "1042" });
});

it("offers to clear what hides rows, not what orders them", () => {
  expect(isFiltered({ sort: "date", inquiries: true })).toBe(false);
  expect([{ reason: "x" }, { queue: "x" }].map(isFiltered)).toEqual([true, true]);
});
