import { GROUPS } from "@/shared/keyboard/keys";
import { useShortcuts } from "@/shared/keyboard/shortcuts";

/** Parts of the contact that is open, to which a key of their name leads; `finish` is the list's,
 * too. */
const PARTS = [...GROUPS.contact.filter((name) => name !== "send"), "finish"] as const;

export function useParts(goTo: (part: string) => void): void {
  useShortcuts(Object.fromEntries(PARTS.map((part) => [part, () => goTo(part)])));
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
