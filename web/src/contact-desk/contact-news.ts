import type { Contact } from "./contact";

/** Whoever shows a contact hears of its changes, wherever they were learnt. */
type Listener = (contact: Contact) => void;

const listeners = new Set<Listener>();

export function tellContact(contact: Contact): void {
  for (const listener of [...listeners]) listener(contact);
}

export function onContact(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
