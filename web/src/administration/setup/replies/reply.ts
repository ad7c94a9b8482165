import type { components } from "@/shared/api/generated/intake";

export type Reply = components["schemas"]["KeptText"];
export type Variable = components["schemas"]["Variable"];

/** As the desk asks for them, too. */
export const REPLIES = ["canned-replies"] as const;
export const LONGEST_TITLE = 100;
export const LONGEST_TEXT = 4_000;

const PLACE = /{{([^{}]*)}}/g;

/** A text as it would be for an example; what nobody can fill in stays as it is written. */
export function previewOf(text: string, variables: readonly Variable[]): string {
  const examples = new Map(variables.map(({ name, example }) => [name, example]));
  return text.replace(PLACE, (place, name: string) => examples.get(name.trim()) ?? place);
}

/** What the service would refuse to keep, as it is written. */
export function unknownIn(text: string, variables: readonly Variable[]): string[] {
  const known = new Set(variables.map(({ name }) => name));
  const named = [...text.matchAll(PLACE)].map(([, name = ""]) => name.trim());
  const unknown = named.filter((name) => !known.has(name)).map((name) => `{{${name}}}`);
  const open = text.replace(PLACE, "").includes("{{") ? ["{{"] : [];
  return [...new Set([...unknown, ...open])];
}

/** A text with a place put where the caret was, and where the caret is then. */
export function withPlace(
  text: string,
  name: string,
  from: number,
  to: number,
): { text: string; caret: number } {
  const place = `{{${name}}}`;
  return {
    text: `${text.slice(0, from)}${place}${text.slice(to)}`,
    caret: from + place.length,
  };
}
