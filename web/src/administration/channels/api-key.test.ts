import { describe, expect, it } from "vitest";
import { type ApiKey, inDays, standingOf } from "./api-key";

const NOW = Date.parse("2026-11-22T12:00:00Z");

describe("an API key", () => {
  it.each([
    [null, 1, "valid"],
    [null, 0, "expired"],
    ["2026-11-22T11:00:00Z", 1, "revoked"],
    ["2026-11-22T13:00:00Z", 1, "valid"],
  ])("that was revoked %s and has %i days left is %s", (revoked_at, days, standing) => {
    const key = { revoked_at, expires_at: inDays(String(days), NOW) } as ApiKey;
    expect(standingOf(key, NOW)).toBe(standing);
  });
});
