import type { components } from "@/shared/api/generated/directory";
import { Problem } from "@/shared/api/problem";
import { type Outcome, outcomeOf } from "./entering";

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
  | Exclude<Outcome, { leads: "in" }>
  | { leads: "over"; because: (typeof OVER)[number] | "other"; detail: string };

/** What a refusal of the provider's answer leads to; `hasCode` where a code went with it. */
export function landingOf(error: unknown, hasCode: boolean): Landing {
  const { code, detail } = error instanceof Problem ? error : { code: "", detail: "" };
  const known = OVER.find((each) => each === code);
  if (known) return { leads: "over", because: known, detail };
  const outcome = outcomeOf(error);
  if (outcome.leads === "code" || outcome.leads === "set-up") return outcome;
  const because = outcome.leads === "refused" ? outcome.refusal.because : "other";
  // Without a code, what could not be understood is what the provider appended.
  const isOver = because === "other" || (because === "wrong-code" && !hasCode);
  return isOver || outcome.leads === "in" ? { leads: "over", because: "other", detail } : outcome;
}

/** What the provider appended to the address; null where nothing did. */
export function backOf(search: string): Back | null {
  const said = new URLSearchParams(search);
  const state = said.get("state");
  if (!state) return null;
  const [code, error, iss] = [said.get("code"), said.get("error"), said.get("iss")];
  return { state, ...(code && { code }), ...(error && { error }), ...(iss && { iss }) };
}
