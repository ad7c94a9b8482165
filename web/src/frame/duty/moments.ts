import type { components } from "@/shared/api/generated/intake";

export type Duty = components["schemas"]["Duty"];

/** Whether being on duty still holds; what has lapsed is for the person to say again. */
export function holds(duty: Duty | undefined, now: number): boolean {
  if (duty?.state !== "on") return false;
  return duty.expires_at === null || Date.parse(duty.expires_at) > now;
}

/** Whole seconds until a moment; none once it has passed. */
export function secondsUntil(moment: string, now: number): number {
  return Math.max(0, Math.ceil((Date.parse(moment) - now) / 1_000));
}
