import type { Drafts } from "@/shared/drafts";
import { inOrder, type Pending, parsePending } from "./pending";

const PLACE = "outbox.";

/** Replies that the service does not have yet, of one account, on this machine. Each is kept under
 * a name of its own, so that two windows that write at once take nothing from each other. */
export class KeptOutbox {
  private readonly replies = new Map<string, Pending>();
  /** There was no room for them: they are sent all the same, while this page is open. */
  private readonly unkept = new Set<string>();

  constructor(private readonly drafts: Drafts) {
    this.readAgain();
  }

  /** In the order in which they were written. */
  all(): Pending[] {
    return inOrder(this.replies.values());
  }

  put(reply: Pending): void {
    const { clientId } = reply;
    this.replies.set(clientId, reply);
    if (this.drafts.write(PLACE + clientId, JSON.stringify(reply))) this.unkept.delete(clientId);
    else this.unkept.add(clientId);
  }

  remove(clientId: string): void {
    this.replies.delete(clientId);
    this.drafts.forget(PLACE + clientId);
  }

  /** What another window has written, sent or taken back since. */
  readAgain(): void {
    for (const clientId of this.replies.keys()) {
      if (!this.unkept.has(clientId)) this.replies.delete(clientId);
    }
    for (const name of this.drafts.names(PLACE)) {
      const reply = parsePending(this.drafts.read(name)?.text ?? null);
      if (reply) this.replies.set(reply.clientId, reply);
    }
  }
}
