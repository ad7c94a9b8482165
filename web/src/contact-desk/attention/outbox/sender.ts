import type { KeptOutbox } from "./kept-outbox";
import { nextOf, type Pending } from "./pending";

/** What came of one attempt. */
export type Outcome =
  | { is: "sent" }
  | { is: "refused"; why: string }
  /** Nobody answered, or not now. */
  | { is: "later" };

interface Around {
  ask: (reply: Pending) => Promise<Outcome>;
  /** What is on its way has changed. */
  show: () => void;
  /** Does it some time later. */
  later: (work: () => void) => void;
}

/** Sends what is kept: contact by contact in order, again and again until somebody answers. */
export class Sender {
  private readonly busy = new Set<string>();
  private isOver = false;

  constructor(
    private readonly kept: KeptOutbox,
    private readonly around: Around,
  ) {}

  /** There is something to send, or reason to hope that it can be sent now. */
  sendAll(): void {
    const contacts = new Set(this.kept.all().map((each) => each.contactId));
    for (const contactId of contacts) void this.sendFrom(contactId);
  }

  /** Nothing is asked from now on; what is on its way stays kept. */
  end(): void {
    this.isOver = true;
  }

  private async sendFrom(contactId: string): Promise<void> {
    if (this.busy.has(contactId)) return;
    this.busy.add(contactId);
    let isAnswered = true;
    while (isAnswered && !this.isOver) {
      const reply = nextOf(this.kept.all(), contactId);
      if (!reply) break;
      isAnswered = await this.attempt(reply);
    }
    this.busy.delete(contactId);
    if (!isAnswered && !this.isOver) this.around.later(() => this.sendAll());
  }

  private async attempt(reply: Pending): Promise<boolean> {
    const outcome = await this.around.ask(reply);
    if (this.isOver || outcome.is === "later") return false;
    if (outcome.is === "sent") this.kept.remove(reply.clientId);
    else this.kept.put({ ...reply, refusal: outcome.why });
    this.around.show();
    return true;
  }
}
