import type { components } from "@/shared/api/generated/directory";

export type ApiKey = components["schemas"]["ApiKeyView"];

export const API_KEYS = ["administration", "api-keys"] as const;
export const DAYS = ["30", "90", "365"] as const;
const DAY = 24 * 3600 * 1000;

export type Standing = "valid" | "revoked" | "expired";

export function standingOf(key: ApiKey, now: number): Standing {
  if (key.revoked_at !== null && Date.parse(key.revoked_at) <= now) return "revoked";
  return Date.parse(key.expires_at) <= now ? "expired" : "valid";
}

/** The moment some days from now, as the service reads it. */
export function inDays(days: string, now: number): string {
  return new Date(now + Number(days) * DAY).toISOString();
}
