import { useCallback, useEffect, useReducer, useRef, useState } from "react";
import { answerOf, intake } from "@/shared/api/client";
import type { Contact } from "../../contact";
import { tellContact } from "../../contact-news";
import { listenToContact } from "./contact-stream";
import {
  type Conversation,
  firstPage,
  heard,
  type Message,
  type MessagePage,
  olderPage,
  readAgain,
} from "./conversation";
import { usePresent } from "./presence";

const PAGE = 50;
const ASK_EVERY = 4_000;

export interface UsedConversation {
  conversation: Conversation | null;
  error: unknown;
  retry: () => void;
  /** Null where nothing was said before. */
  loadOlder: (() => void) | null;
  /** What was said here just now, before the stream tells it. */
  hear: (message: Message) => void;
}

/** What is said in a contact, as it is said; of a call or an inquiry, only who else looks. */
export function useConversation(contactId: string, isChat: boolean): UsedConversation {
  const [error, setError] = useState<unknown>(null);
  const [conversation, apply] = useReducer(
    (before: Conversation | null, change: (before: Conversation | null) => Conversation | null) =>
      change(before),
    null,
  );
  const revision = useRef(0);
  revision.current = conversation?.revision ?? 0;
  const note = usePresent(contactId);

  const read = useCallback(async () => {
    if (!isChat) return;
    try {
      const page = await readPage(contactId, {});
      apply((before) => (before ? readAgain(before, page) : firstPage(page)));
      setError(null);
    } catch (refusal) {
      setError(refusal);
    }
  }, [contactId, isChat]);

  const isThere = conversation !== null || !isChat;
  useEffect(() => {
    if (!isThere) void read();
  }, [isThere, read]);
  useEffect(() => {
    if (!isThere) return;
    return listenToContact(contactId, () => revision.current, {
      message: (message) => apply((before) => before && heard(before, message)),
      contact: (contact: Contact) => tellContact(contact),
      presence: note,
      reset: () => void read(),
    });
  }, [contactId, isThere, read, note]);
  // What could not be read is tried again without anybody asking.
  useEffect(() => {
    if (error === null) return;
    const timer = window.setTimeout(() => void read(), ASK_EVERY);
    return () => window.clearTimeout(timer);
  }, [error, read]);

  const older = conversation?.older ?? null;
  const loadOlder = () => {
    if (older === null) return;
    readPage(contactId, { before: older })
      .then((page) => apply((before) => before && olderPage(before, page)))
      .catch(setError);
  };
  const hear = useCallback(
    (message: Message) => apply((before) => before && heard(before, message)),
    [],
  );
  return {
    conversation,
    error,
    retry: () => void read(),
    loadOlder: older === null ? null : loadOlder,
    hear,
  };
}

function readPage(contactId: string, place: { before?: string }): Promise<MessagePage> {
  const params = { path: { contact_id: contactId }, query: { limit: PAGE, ...place } };
  return answerOf(intake.GET("/api/v1/contacts/{contact_id}/messages", { params }));
}
