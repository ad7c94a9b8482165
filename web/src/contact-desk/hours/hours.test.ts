import { expect, it } from "vitest";
import { type Attendance, holdsFor } from "./hours";

const NOW = Date.parse("2026-03-10T11:00:00Z");
const at = (seconds: number) => new Date(NOW + seconds * 1000).toISOString();
const hours = (some: Partial<Attendance>): Attendance => ({
  open: true,
  open_until: null,
  next_opening: null,
  schedule: null,
  time_zone: "America/Bogota",
  holiday: null,
  ...some,
});

it("asks again when it opens or closes, and every minute (I05)", () => {
  expect(holdsFor(hours({ open_until: at(20) }), NOW)).toBe(20_000);
  expect(holdsFor(hours({ open: false, next_opening: at(20) }), NOW)).toBe(20_000);
  expect(holdsFor(hours({ open_until: at(3600) }), NOW)).toBe(60_000);
  expect(holdsFor(hours({}), NOW)).toBe(60_000);
  expect(holdsFor(undefined, NOW)).toBe(60_000);
});

it("does not ask all the time where the service has not seen the moment yet", () => {
  expect(holdsFor(hours({ open: false, next_opening: at(-90) }), NOW)).toBe(5_000);
});
