import type { components } from "@/shared/api/generated/directory";
import { Problem } from "@/shared/api/problem";

export type Back = components["schemas"]["Back"];
export type Step = "asked" | "code" | "wrong-code" | "not-linked" | "failed";

const STEPS: Record<string, Step> = {
  "second-factor-required": "code",
  "wrong-code": "wrong-code",
  "not-linked": "not-linked",
};

/** What a refusal of the provider's answer leads to. */
export function stepAfter(error: unknown): Step {
  return (error instanceof Problem && STEPS[error.code]) || "failed";
}

/** What the provider appended to the address; null where nothing did. */
export function backOf(search: string): Back | null {
  const said = new URLSearchParams(search);
  const state = said.get("state");
  if (!state) return null;
  const [code, error, iss] = [said.get("code"), said.get("error"), said.get("iss")];
  return { state, ...(code && { code }), ...(error && { error }), ...(iss && { iss }) };
}
