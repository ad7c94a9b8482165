import type { Contact, Pending } from "./contact";

/** How it will look if nobody was quicker: nothing can be done with it until that is known. */
export function asMine(contact: Contact, by: string): Contact {
  const claim = { ...contact.claim, code: "mine" as const, by, at: new Date().toISOString() };
  return { ...waiting(contact, "take"), claim };
}

export function asFree(contact: Contact): Contact {
  const claim = { ...contact.claim, code: "free" as const, by: null, at: null, expires_at: null };
  return { ...waiting(contact, "return"), claim };
}

/** What is shown is what was there before: what will be allowed, the answer says. */
function waiting(contact: Contact, action: Pending["action"]): Contact {
  const { allowed_actions } = contact;
  return {
    ...contact,
    allowed_actions: allowed_actions.filter((each) => each === "transcript"),
    pending: { action, allowed_actions },
  };
}
