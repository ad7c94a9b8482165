import type { components } from "@/shared/api/generated/intake";

export type Contact = components["schemas"]["ContactRow"];
export type ContactDetail = components["schemas"]["ContactDetail"];
export type Counts = components["schemas"]["DeskCounts"];

/** The actions this console has a button for, in the order in which the service names them. */
export const KNOWN_ACTIONS = [
  "take",
  "attention",
  "return",
  "finish",
  "link",
  "transcript",
] as const;
export type Action = (typeof KNOWN_ACTIONS)[number];

/** What the service allows and we can do; the service decides, nothing here guesses. */
export function actionsOf(contact: Contact): Action[] {
  return KNOWN_ACTIONS.filter((action) => contact.allowed_actions.includes(action));
}

/** Looking at what was said changes nothing: somebody who can only look can do nothing (C28). */
export function canAct(contact: Contact): boolean {
  return actionsOf(contact).some((action) => action !== "transcript");
}

export function isClosed(contact: Contact): boolean {
  return contact.state.code === "closed";
}

/** Somebody waits from when they reached us until somebody attends them. */
export function isWaiting(contact: Contact): boolean {
  return contact.state.code !== "closed" && contact.claim.code === "free";
}
