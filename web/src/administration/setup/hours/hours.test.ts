import { describe, expect, it } from "vitest";
import { asMonday, drawnOf, linesOf, nameOfDay, spansOf, tidied, weekOf, wrongIn } from "./hours";

describe("hours of a day, as people write them", () => {
  it.each([
    ["8-20", "08:00-20:00"],
    [" 08:30 a 12 ; 16.15–20:00", "08:30-12:00, 16:15-20:00"],
    ["16-20 y 8-12", "08:00-12:00, 16:00-20:00"],
    ["8h-12h30", "08:00-12:30"],
    ["9 hs a 13 hs", "09:00-13:00"],
    ["0-24", "00:00-24:00"],
    ["22-6", "22:00-06:00"],
    ["", ""],
  ])("understands %j", (text, tidy) => {
    expect(spansOf(text)).not.toBeNull();
    expect(tidied(text)).toBe(tidy);
  });

  it.each(["8", "8-", "25-26", "8:60-9", "24-3", "8-24:30", "mañana", "8-12, x"])(
    "does not understand %j, and leaves it as it is",
    (text) => {
      expect(spansOf(text)).toBeNull();
      expect(tidied(text)).toBe(text);
    },
  );
});

describe("a week", () => {
  const lines = ["mon 16:30-20:00", "mon 08:00-12:00", "fri 22:00-06:00", "sun 00:00-24:00"];
  const week = weekOf(lines);

  it("says what the service said, and nothing else", () => {
    expect([week.mon, week.tue, week.sun]).toEqual(["08:00-12:00, 16:30-20:00", "", "00:00-24:00"]);
    expect(new Set(linesOf(week))).toEqual(new Set(lines));
  });

  it("is drawn with the night that goes on into the next day, from Sunday into Monday too", () => {
    expect(drawnOf(week, "fri")).toEqual([{ from: 22 * 60, long: 120 }]);
    expect(drawnOf(week, "sat")).toEqual([{ from: 0, long: 360 }]);
    expect(drawnOf(week, "mon")[0]).toEqual({ from: 480, long: 240 });
    expect(drawnOf({ ...week, sun: "20-2" }, "mon")[0]).toEqual({ from: 0, long: 120 });
  });

  it("tells which days nobody understands", () => {
    expect(wrongIn({ ...week, tue: "cuando llueve" })).toEqual(["tue"]);
  });

  it("takes Monday for all working days", () => {
    const after = asMonday(week);
    expect([after.fri, after.sat]).toEqual([week.mon, week.sat]);
  });

  it("names the days in one's language", () => {
    expect([nameOfDay("mon", "es"), nameOfDay("sun", "en")]).toEqual(["lunes", "Sunday"]);
  });
});
