import { useShortcuts } from "@/shared/keyboard/shortcuts";

/** Keys that lead to a part of the contact that is open; `f` is the list's, too. */
export const PART_KEYS = {
  r: "reply",
  b: "transcript",
  l: "link",
  m: "reason",
  u: "update",
  a: "derive",
  p: "transfer",
  f: "finish",
} as const;

export function useParts(goTo: (part: string) => void): void {
  useShortcuts(
    Object.fromEntries(Object.entries(PART_KEYS).map(([key, part]) => [key, () => goTo(part)])),
  );
}

/** To a part: unfolded, and into its first field, else to its beginning. */
export function show(part: string): void {
  const place = document.getElementById(`contact-${part}`);
  if (!place) return;
  const fold = place instanceof HTMLDetailsElement ? place : null;
  if (fold) fold.open = true;
  const field = place.matches(FIELDS) ? place : place.querySelector(FIELDS);
  const aim = field ?? fold?.querySelector("summary") ?? place;
  if (aim instanceof HTMLElement) aim.focus();
}

const FIELDS = "input,textarea,select";
