import type { components } from "@/shared/api/generated/intake";

export type Ignored = components["schemas"]["IgnoredShown"];
export type IgnoredKind = components["schemas"]["ToIgnore"]["kind"];

export const IGNORED = ["administration", "ignored"] as const;
export const IGNORED_KINDS: readonly IgnoredKind[] = ["phone", "email", "domain"];

/** What somebody writes is mostly one of these, told by its signs. */
export function kindOf(value: string): IgnoredKind {
  const text = value.trim();
  if (text.includes("@")) return "email";
  return /^[+\d][\d\s().-]*$/.test(text) ? "phone" : "domain";
}
