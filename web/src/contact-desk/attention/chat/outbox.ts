/** A reply on its way: `clientId` is its name, by which the service knows it a second time. */
export interface Pending {
  clientId: string;
  text: string;
  at: string;
  /** Why it was refused; null while it is being sent, or waits for the network. */
  refusal: string | null;
}

export function parseOutbox(kept: string | null): Pending[] {
  try {
    const found: unknown = JSON.parse(kept ?? "[]");
    return Array.isArray(found) ? found.filter(isPending) : [];
  } catch {
    return [];
  }
}

/** Replies go in the order in which they were written; one that was refused holds up no other. */
export function nextOf(outbox: readonly Pending[]): Pending | undefined {
  return outbox.find((each) => each.refusal === null);
}

export function without(outbox: readonly Pending[], clientId: string): Pending[] {
  return outbox.filter((each) => each.clientId !== clientId);
}

export function refused(
  outbox: readonly Pending[],
  clientId: string,
  refusal: string | null,
): Pending[] {
  return outbox.map((each) => (each.clientId === clientId ? { ...each, refusal } : each));
}

/** What the conversation does not show yet. */
export function unseen(
  outbox: readonly Pending[],
  messages: readonly { client_id?: string | null | undefined }[],
): Pending[] {
  const shown = new Set(messages.map((each) => each.client_id));
  return outbox.filter((each) => !shown.has(each.clientId));
}

function isPending(each: unknown): each is Pending {
  const it = each as Partial<Pending> | null;
  return typeof it?.clientId === "string" && typeof it.text === "string";
}
