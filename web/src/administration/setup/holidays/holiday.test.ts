import { describe, expect, it } from "vitest";
import { bodyOf, fieldsOf, type Holiday, shownOf } from "./holiday";

const holiday = (code: string, day: string): Holiday => ({
  code,
  day,
  name: code,
  cities: [],
  hours: [],
  version: 1,
});

describe("days that are different", () => {
  it("are shown by day, those to come", () => {
    const all = [
      holiday("c", "2026-12-25"),
      holiday("a", "2026-01-01"),
      holiday("b", "2026-12-25"),
    ];
    const codes = (isPastToo: boolean) =>
      shownOf(all, "2026-12-25", isPastToo).map((each) => each.code);
    expect(codes(false)).toEqual(["b", "c"]);
    expect(codes(true)).toEqual(["a", "b", "c"]);
  });

  it("have hours of their own, or none", () => {
    const half = { ...holiday("b", "2026-12-24"), hours: ["09:00-13:00"] };
    expect(fieldsOf(half).hours).toBe("09:00-13:00");
    expect(bodyOf({ ...fieldsOf(half), hours: "9-12" }).hours).toEqual(["09:00-12:00"]);
    expect(bodyOf(fieldsOf(holiday("b", "2026-12-25"))).hours).toEqual([]);
  });
});
