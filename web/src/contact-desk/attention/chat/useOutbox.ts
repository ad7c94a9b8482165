import { useCallback, useEffect, useMemo, useReducer, useRef } from "react";
import { useTranslation } from "react-i18next";
import { answerOf, intake } from "@/shared/api/client";
import { connection } from "@/shared/api/connection";
import { isPassing, Problem } from "@/shared/api/problem";
import { Drafts } from "@/shared/drafts";
import { useStore } from "@/shared/store";
import { useAccount } from "@/sign-in/session";
import { explainRefusal } from "../../refusals";
import type { Message } from "./conversation";
import { nextOf, type Pending, parseOutbox, refused, without } from "./outbox";

const AGAIN = 3_000;

export interface UsedOutbox {
  outbox: readonly Pending[];
  send: (text: string) => void;
  retry: (clientId: string) => void;
  drop: (clientId: string) => void;
}

/** Replies are kept on this machine until the service has them: no network or reload loses one. */
export function useOutbox(contactId: string, onSent: (message: Message) => void): UsedOutbox {
  const { t, i18n } = useTranslation();
  const { account_id: accountId } = useAccount();
  const drafts = useMemo(() => new Drafts(localStorage, accountId), [accountId]);
  const name = `outbox.${contactId}`;
  const outbox = useRef<Pending[] | null>(null);
  outbox.current ??= parseOutbox(drafts.read(name)?.text ?? null);
  const [, show] = useReducer((count: number) => count + 1, 0);
  const isSending = useRef(false);
  const timer = useRef<number | undefined>(undefined);
  const isGone = useRef(false);
  useEffect(() => {
    isGone.current = false;
    return () => {
      isGone.current = true;
    };
  }, []);

  const put = useCallback(
    (next: Pending[]) => {
      outbox.current = next;
      drafts.write(name, next.length > 0 ? JSON.stringify(next) : "");
      show();
    },
    [drafts, name],
  );
  const sendNext = useCallback(async () => {
    window.clearTimeout(timer.current);
    const next = nextOf(outbox.current ?? []);
    if (!next || isSending.current) return;
    isSending.current = true;
    const answered = await deliver(contactId, next);
    isSending.current = false;
    // Whoever opens the contact again goes on with what is kept; nobody sends for who has left.
    if (isGone.current) return;
    const now = outbox.current ?? [];
    if (answered instanceof Error) {
      if (passes(answered)) {
        timer.current = window.setTimeout(() => void sendNext(), AGAIN);
        return;
      }
      put(refused(now, next.clientId, explainRefusal(answered, t, i18n.language)));
    } else {
      onSent(answered);
      put(without(now, next.clientId));
    }
    void sendNext();
  }, [contactId, put, onSent, t, i18n]);

  const isOnline = useStore(connection) === "online";
  useEffect(() => {
    if (isOnline) void sendNext();
    return () => window.clearTimeout(timer.current);
  }, [isOnline, sendNext]);

  const now = outbox.current;
  const send = (text: string) => {
    const at = new Date().toISOString();
    put([...now, { clientId: crypto.randomUUID(), text, at, refusal: null }]);
    void sendNext();
  };
  const retry = (clientId: string) => {
    put(refused(now, clientId, null));
    void sendNext();
  };
  return { outbox: now, send, retry, drop: (clientId) => put(without(now, clientId)) };
}

/** The name of the reply is the key of the command: sent twice, it is one. */
async function deliver(contactId: string, reply: Pending): Promise<Message | Error> {
  const { clientId, text } = reply;
  const params = {
    path: { contact_id: contactId },
    header: { "Idempotency-Key": clientId },
  };
  const body = { client_id: clientId, text, attachments: [] };
  const asked = intake.POST("/api/v1/contacts/{contact_id}/messages", { params, body });
  try {
    return (await answerOf(asked)).message;
  } catch (error) {
    return error as Error;
  }
}

/** Also when the session has ended: whoever signs in again goes on. */
function passes(error: Error): boolean {
  return isPassing(error) || (error instanceof Problem && [401, 429].includes(error.status));
}
