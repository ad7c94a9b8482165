import type { Contact } from "./contact";

/** How it will look if nobody was quicker: nothing can be done with it until that is known. */
export function asMine(contact: Contact, by: string): Contact {
  const claim = { ...contact.claim, code: "mine" as const, by, at: new Date().toISOString() };
  return { ...contact, claim, allowed_actions: withoutActions(contact) };
}

export function asFree(contact: Contact): Contact {
  const claim = { ...contact.claim, code: "free" as const, by: null, at: null, expires_at: null };
  return { ...contact, claim, allowed_actions: withoutActions(contact) };
}

function withoutActions(contact: Contact): string[] {
  return contact.allowed_actions.filter((action) => action === "transcript");
}
