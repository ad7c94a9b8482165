import i18next from "i18next";
import { connection } from "@/shared/api/connection";
import { Drafts } from "@/shared/drafts";
import { createStore } from "@/shared/store";
import { refuse } from "@/shared/ui/messages";
import { session } from "@/sign-in/session";
import { explainAtDesk } from "../../refusals";
import type { Message } from "../chat/conversation";
import "../words/spoken";
import { deliver, isForLater } from "./deliver";
import { KeptOutbox } from "./kept-outbox";
import type { Pending } from "./pending";
import { type Outcome, Sender } from "./sender";

const AGAIN = 3_000;

type Heard = (reply: Pending, message: Message) => void;

/** Replies on their way, of whoever sits here, of all contacts. */
export const outbox = createStore<readonly Pending[]>([]);

/** Contacts that are on the screen: what becomes of their replies is seen there. */
const watched = new Map<string, Heard>();

let current: { accountId: string; kept: KeptOutbox; sender: Sender } | null = null;
let isStarted = false;

/** Sends what is kept, wherever in the console somebody is, from now on. */
export function startOutbox(): void {
  if (isStarted) return;
  isStarted = true;
  session.subscribe(follow);
  connection.subscribe(() => {
    if (connection.get() === "online") current?.sender.sendAll();
  });
  window.addEventListener("storage", (event) => {
    if (!event.key?.includes(".outbox.")) return;
    current?.kept.readAgain();
    show();
  });
  // It would be sent only when somebody opens the console here again.
  window.addEventListener("beforeunload", (event) => {
    if (outbox.get().some((each) => each.refusal === null)) event.preventDefault();
  });
  follow();
}

export function watch(contactId: string, heard: Heard): () => void {
  watched.set(contactId, heard);
  return () => {
    if (watched.get(contactId) === heard) watched.delete(contactId);
  };
}

export function send(reply: Pick<Pending, "contactId" | "number" | "text" | "files">): void {
  const clientId = crypto.randomUUID();
  put({ ...reply, clientId, at: new Date().toISOString(), refusal: null });
}

export function sendAgain(reply: Pending): void {
  put({ ...reply, refusal: null });
}

export function takeBack(reply: Pending): void {
  current?.kept.remove(reply.clientId);
  show();
}

function put(reply: Pending): void {
  current?.kept.put(reply);
  show();
  current?.sender.sendAll();
}

function show(): void {
  outbox.set(current?.kept.all() ?? []);
}

/** Whoever has signed out sends nothing more; whoever comes back goes on with what is kept. */
function follow(): void {
  const now = session.get();
  const accountId = now.is === "in" || now.is === "ended" ? now.account.account_id : null;
  if (accountId !== (current?.accountId ?? null)) {
    current?.sender.end();
    current = accountId === null ? null : begin(accountId);
    show();
  }
  if (now.is === "in") current?.sender.sendAll();
}

function begin(accountId: string) {
  const kept = new KeptOutbox(new Drafts(localStorage, accountId));
  const later = (work: () => void) => void window.setTimeout(work, AGAIN);
  return { accountId, kept, sender: new Sender(kept, { ask, show, later }) };
}

async function ask(reply: Pending): Promise<Outcome> {
  if (session.get().is !== "in") return { is: "later" };
  const answered = await deliver(reply);
  if (!(answered instanceof Error)) {
    watched.get(reply.contactId)?.(reply, answered);
    return { is: "sent" };
  }
  if (isForLater(answered)) return { is: "later" };
  const why = explainAtDesk(answered, i18next.t, i18next.language);
  if (!watched.has(reply.contactId)) {
    refuse(i18next.t("attending.notSent", { number: reply.number, why }));
  }
  return { is: "refused", why };
}
