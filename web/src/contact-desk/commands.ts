import { useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { answerOf, idempotencyKey, intake } from "@/shared/api/client";
import type { components } from "@/shared/api/generated/intake";
import { refuse, tell } from "@/shared/ui/messages";
import { useAccount } from "@/sign-in/session";
import type { Contact } from "./contact";
import { tellContact } from "./contact-news";
import { liveState } from "./live-state";
import { asFree, asMine } from "./optimism";
import { explainAtDesk } from "./refusals";
import { COUNTS } from "./useCounts";

type Schemas = components["schemas"];

export interface Commands {
  take: (contact: Contact) => Promise<boolean>;
  giveBack: (contact: Contact, note?: string) => Promise<boolean>;
  finish: (contact: Contact, outcome: string, isResolved?: boolean) => Promise<boolean>;
  link: (contact: Contact, customerId: string) => Promise<boolean>;
  derive: (contact: Contact, to: Schemas["Derivation"]) => Promise<boolean>;
  transfer: (contact: Contact, to: Schemas["Transfer"]) => Promise<boolean>;
  classify: (contact: Contact, reason: string) => Promise<boolean>;
  chooseTicket: (contact: Contact, ticket: Schemas["TicketOfContact"]) => Promise<boolean>;
  chooseService: (contact: Contact, contractId: string) => Promise<boolean>;
}

const AT = "/api/v1/contacts/{contact_id}";

/** What can be done to a contact. Each says whether it was done, and tells everybody who looks. */
export function useCommands(): Commands {
  const { t, i18n } = useTranslation();
  const { name } = useAccount();
  const queries = useQueryClient();
  return useMemo(() => {
    const run = async (
      before: Contact,
      ask: () => Promise<Contact>,
      expected?: Contact,
    ): Promise<boolean> => {
      if (expected) tellContact(expected);
      try {
        tellContact(await ask());
        void queries.invalidateQueries({ queryKey: ["contact", before.id] });
        // A list that is live is told of its counts.
        if (liveState.get() !== "live") void queries.invalidateQueries({ queryKey: COUNTS });
        return true;
      } catch (error) {
        tellContact(before);
        refuse(explainAtDesk(error, t, i18n.language));
        // Who was quicker is on the screen at once, not at the next change.
        void readAgain(before.id);
        void queries.invalidateQueries({ queryKey: ["contact", before.id] });
        return false;
      }
    };
    /** Whoever leaves a contact leaves no reply behind that was not sent. */
    const leave = async (contact: Contact, go: () => Promise<boolean>): Promise<boolean> => {
      try {
        const { whyNotSettled } = await import("./attention/outbox/settle");
        const why = await whyNotSettled(contact.id);
        if (why === null) return await go();
        refuse(why);
      } catch (error) {
        // Without the network what knows of waiting replies may not even load.
        refuse(explainAtDesk(error, t, i18n.language));
      }
      return false;
    };
    const of = (contact: Contact) => ({
      params: { path: { contact_id: contact.id }, header: idempotencyKey() },
    });
    const commands: Commands = {
      take: async (contact) => {
        const ask = () => answerOf(intake.POST(`${AT}/take`, of(contact)));
        const isDone = await run(contact, ask, asMine(contact, name));
        const undo = () => void commands.giveBack(contact);
        if (isDone) tell(t("done.take", { number: contact.number }), undo);
        return isDone;
      },
      giveBack: async (contact, note) => {
        const said = note ? { body: { note } } : {};
        const ask = () => answerOf(intake.POST(`${AT}/return`, { ...of(contact), ...said }));
        const isDone = await leave(contact, () => run(contact, ask, asFree(contact)));
        const undo = () => void commands.take(contact);
        if (isDone) tell(t("done.return", { number: contact.number }), undo);
        return isDone;
      },
      finish: async (contact, outcome, isResolved = false) => {
        const body = { outcome, ...(isResolved ? { resolution: outcome } : {}) };
        const ask = () => answerOf(intake.POST(`${AT}/finish`, { ...of(contact), body }));
        const isDone = await leave(contact, () => run(contact, ask));
        if (isDone) tell(t("done.finish", { number: contact.number }));
        return isDone;
      },
      link: async (contact, customerId) => {
        const body = { customer_id: customerId };
        const ask = () => answerOf(intake.POST(`${AT}/link`, { ...of(contact), body }));
        const isDone = await run(contact, ask);
        if (isDone) tell(t("done.link", { number: contact.number }));
        return isDone;
      },
      derive: async (contact, body) => {
        const ask = () => answerOf(intake.POST(`${AT}/derive`, { ...of(contact), body }));
        const isDone = await leave(contact, () => run(contact, ask));
        if (isDone) tell(t("attending.done.derive", { number: contact.number }));
        return isDone;
      },
      transfer: async (contact, body) => {
        const ask = () => answerOf(intake.POST(`${AT}/transfer`, { ...of(contact), body }));
        const isDone = await leave(contact, () => run(contact, ask));
        if (isDone) tell(t("attending.done.transfer", { number: contact.number }));
        return isDone;
      },
      classify: (contact, reason) => {
        const body = { reason };
        return run(contact, () => answerOf(intake.POST(`${AT}/reason`, { ...of(contact), body })));
      },
      chooseTicket: (contact, body) =>
        run(contact, () => answerOf(intake.POST(`${AT}/ticket`, { ...of(contact), body }))),
      chooseService: (contact, contractId) => {
        const body = { contract_id: contractId };
        return run(contact, () => answerOf(intake.POST(`${AT}/service`, { ...of(contact), body })));
      },
    };
    return commands;
  }, [t, i18n, name, queries]);
}

/** The row as it is now; what cannot be read now, the list will hear of. */
async function readAgain(id: string): Promise<void> {
  try {
    const detail = await answerOf(intake.GET(AT, { params: { path: { contact_id: id } } }));
    tellContact(detail.contact);
  } catch {
    return;
  }
}
