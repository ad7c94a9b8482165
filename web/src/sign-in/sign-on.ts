import type { components } from "@/shared/api/generated/directory";
import { Problem } from "@/shared/api/problem";
import { outcomeOf } from "./entering";

export type Back = components["schemas"]["Back"];

/** Refusals after which one begins anew: asking the same again cannot help. */
const OVER = [
  "not-linked",
  "sign-on-expired",
  "sign-on-refused",
  "linked-to-another-account",
  "wrong-link",
  "wrong-credentials",
] as const;

/** Where the provider's answer leads whoever is not in yet. */
export type Landing =
  | ReturnType<typeof outcomeOf>
  | { leads: "over"; because: (typeof OVER)[number] | "not-understood" }
  | { leads: "over"; because: "other"; problem: Problem };

/** What a refusal of the provider's answer leads to; `hasCode` where a code went with it. */
export function landingOf(error: unknown, hasCode: boolean): Landing {
  const known = error instanceof Problem && OVER.find((each) => each === error.code);
  if (known) return { leads: "over", because: known };
  const outcome = outcomeOf(error);
  if (outcome.leads !== "refused") return outcome;
  const { refusal } = outcome;
  if (refusal.because === "other") return { leads: "over", ...refusal };
  // Without a code, what could not be understood is what the provider appended.
  const isNotUnderstood = refusal.because === "wrong-code" && !hasCode;
  return isNotUnderstood ? { leads: "over", because: "not-understood" } : outcome;
}

/** What the provider appended to the address; null where nothing did. */
export function backOf(search: string): Back | null {
  const said = new URLSearchParams(search);
  const state = said.get("state");
  if (!state) return null;
  const [code, error, iss] = [said.get("code"), said.get("error"), said.get("iss")];
  return { state, ...(code && { code }), ...(error && { error }), ...(iss && { iss }) };
}
