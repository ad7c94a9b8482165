import type { Contact } from "../../contact";

/** The ways out of a contact, the usual one first. */
export const EXITS = ["finish", "derive", "transfer", "return"] as const;

export type Exit = (typeof EXITS)[number];

/** Those the service allows now. */
export function exitsOf(contact: Contact): Exit[] {
  return EXITS.filter((exit) => contact.allowed_actions.includes(exit));
}

export function isExit(part: string): part is Exit {
  return (EXITS as readonly string[]).includes(part);
}

/** Somebody else holds it: to give it back is a supervisor's, and says whose it was. */
export function isForced(contact: Contact): boolean {
  return contact.claim.code === "taken";
}
