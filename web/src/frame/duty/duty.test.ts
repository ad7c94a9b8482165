import { expect, it } from "vitest";
import { type Duty, holds, secondsUntil } from "./moments";

const NOW = Date.parse("2026-03-10T12:00:00Z");
const duty = (state: Duty["state"], expires_at: string | null): Duty => ({
  state,
  label: "",
  since: null,
  expires_at,
});

it("keeps on duty whoever is, and wakes nobody who has lapsed (I05)", () => {
  expect(holds(duty("on", "2026-03-10T12:01:00Z"), NOW)).toBe(true);
  expect(holds(duty("on", "2026-03-10T11:59:00Z"), NOW)).toBe(false);
  expect(holds(duty("away", null), NOW)).toBe(false);
  expect(holds(undefined, NOW)).toBe(false);
});

it("counts an offer down to nothing", () => {
  expect(secondsUntil("2026-03-10T12:00:09.2Z", NOW)).toBe(10);
  expect(secondsUntil("2026-03-10T11:59:00Z", NOW)).toBe(0);
});
