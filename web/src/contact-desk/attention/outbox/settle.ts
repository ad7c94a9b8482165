import i18next from "i18next";
import { connection } from "@/shared/api/connection";
import { outbox } from "./outbox";

// In one piece with it: what is needed without a network must have come before.
export { startOutbox } from "./outbox";

const PATIENCE = 10_000;

/** Waits until everything that was written in a contact has been sent. Why it was not, else null:
 * nobody leaves a contact behind which a reply is stuck. */
export async function whyNotSettled(contactId: string): Promise<string | null> {
  const settled = await settle(contactId);
  if (settled === "sent") return null;
  return i18next.t(`attending.unsettled.${settled}`);
}

type Settled = "sent" | "refused" | "offline" | "late";

function settle(contactId: string): Promise<Settled> {
  return new Promise((tell) => {
    const done = (settled: Settled) => {
      window.clearTimeout(timer);
      for (const stop of stops) stop();
      tell(settled);
    };
    const look = () => {
      const replies = outbox.get().filter((each) => each.contactId === contactId);
      if (replies.length === 0) done("sent");
      else if (replies.some((each) => each.refusal !== null)) done("refused");
      else if (connection.get() === "offline") done("offline");
    };
    const stops = [outbox.subscribe(look), connection.subscribe(look)];
    const timer = window.setTimeout(() => done("late"), PATIENCE);
    look();
  });
}
