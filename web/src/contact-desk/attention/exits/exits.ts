import { actionsOf, type Contact } from "../../contact";
import type { Texts } from "../drafts/draft-sync";

/** The ways out of a contact, the usual one first. */
export const EXITS = ["finish", "derive", "transfer", "return"] as const;

export type Exit = (typeof EXITS)[number];

/** Those the service allows now. */
export function exitsOf(contact: Contact): Exit[] {
  return EXITS.filter((exit) => contact.allowed_actions.includes(exit));
}

/** The one to show: whoever types in one keeps it in sight, whatever becomes of what they may do. */
export function chosenExit(allowed: readonly Exit[], wanted: Exit, texts: Texts): Exit | null {
  if (allowed.includes(wanted) || isWritten(wanted, texts)) return wanted;
  return allowed[0] ?? EXITS.find((exit) => isWritten(exit, texts)) ?? null;
}

function isWritten(exit: Exit, texts: Texts): boolean {
  return (exit === "finish" ? texts.outcome : texts.note) !== "";
}

export function isExit(part: string): part is Exit {
  return (EXITS as readonly string[]).includes(part);
}

/** Somebody else holds it: to give it back is a supervisor's, and says whose it was. */
export function isForced(contact: Contact): boolean {
  return contact.claim.code === "taken";
}

/** Before it ends, whoever holds it says to which ticket it belongs. */
export function wantsTicket(contact: Contact): boolean {
  return actionsOf(contact).includes("ticket");
}

/** To be derived it needs a ticket first, which whoever holds it can give it. */
export function lacksTicket(contact: Contact): boolean {
  return contact.ticket_id === null && contact.allowed_actions.includes("ticket");
}
