/** A file that the service has, and that no message names yet. */
export interface SentFile {
  id: string;
  name: string;
  /** In bytes. */
  size: number;
}

/** A reply on its way: `clientId` is its name, by which the service knows it a second time. */
export interface Pending {
  clientId: string;
  contactId: string;
  /** How people call the contact. */
  number: number;
  text: string;
  files: readonly SentFile[];
  /** When it was written: replies of one contact go in this order. */
  at: string;
  /** Why it was refused; null while it is being sent, or waits for the network. */
  refusal: string | null;
}

/** What was kept, if it can still be understood. */
export function parsePending(kept: string | null): Pending | null {
  try {
    const it = JSON.parse(kept ?? "") as Partial<Pending> | null;
    if (typeof it?.clientId !== "string" || typeof it.contactId !== "string") return null;
    const { clientId, contactId, number = 0, text = "", at = "", refusal = null } = it;
    const files = Array.isArray(it.files) ? it.files : [];
    return { clientId, contactId, number, text, files, at, refusal };
  } catch {
    return null;
  }
}

export function inOrder(replies: Iterable<Pending>): Pending[] {
  return [...replies].sort((one, other) => (one.at === other.at ? 0 : one.at < other.at ? -1 : 1));
}

/** Replies go in the order in which they were written; one that was refused holds up no other. */
export function nextOf(outbox: readonly Pending[], contactId: string): Pending | undefined {
  return outbox.find((each) => each.contactId === contactId && each.refusal === null);
}

/** What the conversation does not show yet. */
export function unseen(
  outbox: readonly Pending[],
  messages: readonly { client_id?: string | null | undefined }[],
): Pending[] {
  const shown = new Set(messages.map((each) => each.client_id));
  return outbox.filter((each) => !shown.has(each.clientId));
}
