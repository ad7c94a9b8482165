import { afterEach, expect, it } from "vitest";
import { dayOf, duration, exactTime, nearTime, shortTime, startOfDay, tellTimesIn } from "./times";

afterEach(() => tellTimesIn("no clock has this name"));

const now = new Date(2026, 2, 10, 15, 0, 0);
const before = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

it("says near times relatively, then by the clock, then by the date", () => {
  expect(shortTime(before(4), now, "es")).toMatch(/hace 4/);
  expect(shortTime(before(59), now, "es")).toMatch(/hace 59/);
  expect(shortTime(before(60), now, "es")).toBe("14:00");
  expect(shortTime(new Date(2026, 2, 9, 14, 5), now, "es")).toMatch(/9 mar.*14:05/);
  expect(shortTime(new Date(2025, 2, 9, 14, 5), now, "es")).toMatch(/25/);
});

it("says moments to come by the day, as people speak of them", () => {
  tellTimesIn("America/Argentina/Cordoba");
  const near = (at: string, language = "es") =>
    nearTime(new Date(at), new Date("2026-03-10T02:30:00Z"), language);
  expect(near("2026-03-10T02:45:00Z")).toBe("23:45");
  expect(near("2026-03-10T11:00:00Z")).toBe("mañana 08:00");
  expect(near("2026-03-10T11:00:00Z", "pt")).toBe("amanhã 08:00");
  expect(near("2026-03-13T11:00:00Z")).toBe("viernes 08:00");
  expect(near("2026-03-16T11:00:00Z")).toBe("16 mar 08:00");
});

it("shows a clock that runs ahead of ours as a time, not as a negative wait", () => {
  expect(shortTime(before(-5), now, "es")).toBe("15:05");
  expect(duration(-5_000)).toBe("0:00");
});

it("counts up in hours and days without losing its width", () => {
  expect(duration(7_000)).toBe("0:07");
  expect(duration(760_000)).toBe("12:40");
  expect(duration(7_509_000)).toBe("2:05:09");
  expect(duration(90_061_000)).toBe("1d 01:01");
});

it("tells times by the company's clock, wherever the browser is", () => {
  tellTimesIn("America/Argentina/Cordoba");
  const at = new Date("2026-03-10T02:30:00Z");
  expect(shortTime(at, new Date("2026-03-10T04:00:00Z"), "es")).toMatch(/9 mar.*23:30/);
  expect(exactTime(at, "en")).toContain("GMT-3");
  expect(dayOf(at)).toBe("2026-03-09");
  expect(startOfDay("2026-03-09").toISOString()).toBe("2026-03-09T03:00:00.000Z");
  tellTimesIn("America/New_York");
  expect(startOfDay("2026-03-08").toISOString()).toBe("2026-03-08T05:00:00.000Z");
  expect(startOfDay("2026-03-09").toISOString()).toBe("2026-03-09T04:00:00.000Z");
});
