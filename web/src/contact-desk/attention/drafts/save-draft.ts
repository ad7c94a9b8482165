import { answerOf, intake } from "@/shared/api/client";
import type { Texts } from "./draft-sync";

/** All of it takes the place of what was saved before; a Problem of 412 tells what stands there. */
export function saveDraft(contactId: string, texts: Texts, version: number) {
  const params = {
    path: { contact_id: contactId },
    header: { "If-Match": `"${version}"` },
  };
  const body = {
    reply: texts.reply || null,
    note: texts.note || null,
    outcome: texts.outcome || null,
    ticket: texts.ticket || null,
    details: texts.details,
  };
  return answerOf(intake.PUT("/api/v1/contacts/{contact_id}/draft", { params, body }));
}
