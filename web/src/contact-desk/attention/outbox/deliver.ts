import { answerOf, idempotencyKey, intake } from "@/shared/api/client";
import { isPassing, Problem } from "@/shared/api/problem";
import type { Message } from "../chat/conversation";
import type { Pending } from "./pending";

/** The name of the reply is the key of the command: sent twice, it is one. */
export async function deliver(reply: Pending): Promise<Message | Error> {
  const { clientId, contactId, text, files } = reply;
  const params = {
    path: { contact_id: contactId },
    header: idempotencyKey(clientId),
  };
  const body = { client_id: clientId, text, attachments: files.map((each) => each.id) };
  const asked = intake.POST("/api/v1/contacts/{contact_id}/messages", { params, body });
  try {
    return (await answerOf(asked)).message;
  } catch (error) {
    return error as Error;
  }
}

/** Also when the session has ended: whoever signs in again goes on. */
export function isForLater(error: Error): boolean {
  return isPassing(error) || (error instanceof Problem && [401, 429].includes(error.status));
}
