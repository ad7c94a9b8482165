import type { components } from "@/shared/api/generated/intake";

type Schemas = components["schemas"];

/** What was asked for and is not answered yet, and what could be done until then: it stays in sight,
 * and does nothing. */
export interface Pending {
  action: "take" | "return";
  allowed_actions: readonly string[];
}

/** A contact as the service tells it; `pending` is ours. */
export type Contact = Schemas["ContactRow"] & { pending?: Pending };
export type ContactDetail = Omit<Schemas["ContactDetail"], "contact"> & { contact: Contact };
export type Counts = Schemas["DeskCounts"];

/** Whether its customer writes and is written to; a mail is answered by a mail. */
export function isWritten(contact: Contact): boolean {
  return contact.channel === "chat" || contact.channel === "email";
}

/** What it is about: its reason, and of a mail what its writer put above it. */
export function topicOf(
  contact: Pick<Contact, "reason" | "reason_label" | "subject">,
): string | null {
  const reason = contact.reason_label ?? contact.reason;
  return [reason, contact.subject].filter(Boolean).join(" · ") || null;
}

/** The actions this console has a button for, in the order in which the service names them. */
export const KNOWN_ACTIONS = [
  "take",
  "attention",
  "return",
  "finish",
  "ticket",
  "link",
  "transcript",
] as const;
export type Action = (typeof KNOWN_ACTIONS)[number];

/** What the service allows and we can do; the service decides, nothing here guesses. A ticket is
 * chosen from the list only where nothing ends before. */
export function actionsOf(
  contact: Pick<Pending, "allowed_actions"> & Pick<Contact, "ticket_wanted">,
): Action[] {
  return KNOWN_ACTIONS.filter(
    (action) =>
      contact.allowed_actions.includes(action) && (action !== "ticket" || contact.ticket_wanted),
  );
}

/** Where the way to its end begins: with saying which ticket it belongs to, where that is wanted. */
export function stepToEnd(contact: Contact): "finish" | "ticket" | undefined {
  return actionsOf(contact).find((each) => each === "finish" || each === "ticket");
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
