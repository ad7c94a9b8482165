import { useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { answerOf, idempotencyKey, intake } from "@/shared/api/client";
import { refuse, tell } from "@/shared/ui/messages";
import { useAccount } from "@/sign-in/session";
import type { Contact } from "./contact";
import { tellContact } from "./contact-news";
import { explainRefusal } from "./refusals";
import { COUNTS } from "./useCounts";

export interface Commands {
  take: (contact: Contact) => Promise<boolean>;
  giveBack: (contact: Contact) => Promise<boolean>;
  finish: (contact: Contact, outcome: string) => Promise<boolean>;
  link: (contact: Contact, customerId: string) => Promise<boolean>;
}

/** What can be done to a contact. Each says whether it was done, and tells everybody who looks. */
export function useCommands(): Commands {
  const { t, i18n } = useTranslation();
  const { name } = useAccount();
  const queries = useQueryClient();
  return useMemo(() => {
    const done = (contact: Contact) => {
      tellContact(contact);
      void queries.invalidateQueries({ queryKey: ["contact", contact.id] });
      void queries.invalidateQueries({ queryKey: COUNTS });
    };
    const run = async (
      before: Contact,
      expected: Contact | null,
      ask: () => Promise<Contact>,
    ): Promise<boolean> => {
      if (expected) tellContact(expected);
      try {
        done(await ask());
        return true;
      } catch (error) {
        tellContact(before);
        refuse(explainRefusal(error, t, i18n.language));
        // Who was quicker is on the screen at once, not at the next change.
        void readAgain(before.id);
        void queries.invalidateQueries({ queryKey: ["contact", before.id] });
        return false;
      }
    };
    const of = (contact: Contact) => ({
      params: { path: { contact_id: contact.id }, header: idempotencyKey() },
    });
    const commands: Commands = {
      take: async (contact) => {
        const ask = () => answerOf(intake.POST("/api/v1/contacts/{contact_id}/take", of(contact)));
        const isDone = await run(contact, asMine(contact, name), ask);
        const undo = () => void commands.giveBack(contact);
        if (isDone) tell(t("done.take", { number: contact.number }), undo);
        return isDone;
      },
      giveBack: async (contact) => {
        const ask = () =>
          answerOf(intake.POST("/api/v1/contacts/{contact_id}/return", of(contact)));
        const isDone = await run(contact, asFree(contact), ask);
        const undo = () => void commands.take(contact);
        if (isDone) tell(t("done.return", { number: contact.number }), undo);
        return isDone;
      },
      finish: async (contact, outcome) => {
        const ask = () =>
          answerOf(
            intake.POST("/api/v1/contacts/{contact_id}/finish", {
              ...of(contact),
              body: { outcome },
            }),
          );
        const isDone = await run(contact, null, ask);
        if (isDone) tell(t("done.finish", { number: contact.number }));
        return isDone;
      },
      link: async (contact, customerId) => {
        const ask = () =>
          answerOf(
            intake.POST("/api/v1/contacts/{contact_id}/link", {
              ...of(contact),
              body: { customer_id: customerId },
            }),
          );
        const isDone = await run(contact, null, ask);
        if (isDone) tell(t("done.link", { number: contact.number }));
        return isDone;
      },
    };
    return commands;
  }, [t, i18n, name, queries]);
}

/** The row as it is now; what cannot be read now, the list will hear of. */
async function readAgain(id: string): Promise<void> {
  try {
    const path = { contact_id: id };
    const detail = await answerOf(
      intake.GET("/api/v1/contacts/{contact_id}", { params: { path } }),
    );
    tellContact(detail.contact);
  } catch {
    return;
  }
}

/** How it will look if nobody was quicker: nothing can be done with it until that is known. */
function asMine(contact: Contact, by: string): Contact {
  const claim = { ...contact.claim, code: "mine" as const, by, at: new Date().toISOString() };
  return { ...contact, claim, allowed_actions: withoutActions(contact) };
}

function asFree(contact: Contact): Contact {
  const claim = { ...contact.claim, code: "free" as const, by: null, at: null, expires_at: null };
  return { ...contact, claim, allowed_actions: withoutActions(contact) };
}

function withoutActions(contact: Contact): string[] {
  return contact.allowed_actions.filter((action) => action === "transcript");
}
