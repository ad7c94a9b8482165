import i18next from "i18next";
import { connection } from "@/shared/api/connection";
import { Problem, Unreachable } from "@/shared/api/problem";
import { Drafts } from "@/shared/drafts";
import { createStore } from "@/shared/store";
import { refuse } from "@/shared/ui/messages";
import type { SentFile } from "../outbox/pending";
import { type Chosen, objectionTo, parseSent, readyOf } from "./chosen";
import { explainFile } from "./refusal";
import { upload } from "./upload";

/** Files that somebody wants to send: they go on while other contacts are looked at. */
export const chosenFiles = createStore<readonly Chosen[]>([]);

/** What the browser holds of those that the service does not have yet. */
const held = new Map<string, { file: File; ending: AbortController }>();

/** The service forgets what no message names after a day. */
const LONGEST_KEPT = 20 * 3_600_000;

const FOR_GOOD = [413, 422];

let whose: { accountId: string; drafts: Drafts } | null = null;

/** Shows what this account had chosen for a contact; nobody sees what another has chosen. */
export function openFiles(accountId: string, contactId: string): void {
  if (whose?.accountId !== accountId) {
    for (const { ending } of held.values()) ending.abort();
    held.clear();
    chosenFiles.set([]);
    whose = { accountId, drafts: new Drafts(localStorage, accountId) };
  }
  if (of(contactId).length > 0) return;
  const kept = whose.drafts.read(nameOf(contactId));
  if (kept === null || Date.now() - kept.savedAt > LONGEST_KEPT) return;
  putBack(contactId, parseSent(kept.text));
}

/** Files that the service has, to go with the next reply after all. */
export function putBack(contactId: string, files: readonly SentFile[]): void {
  for (const sent of files) {
    const { name, size } = sent;
    add(contactId, { name, size, part: 1, sent, refusal: null });
  }
}

export function chooseFiles(contactId: string, files: Iterable<File>): void {
  for (const file of files) {
    const objection = objectionTo(file.size, of(contactId).length);
    if (objection === "tooMany") {
      refuse(i18next.t("attending.files.tooMany"));
      return;
    }
    const refusal = objection === null ? null : i18next.t(`attending.files.${objection}`);
    const { name, size } = file;
    const key = add(contactId, { name, size, part: 0, sent: null, refusal });
    if (refusal !== null) continue;
    held.set(key, { file, ending: new AbortController() });
    void go(key);
  }
}

export function canTryAgain(key: string): boolean {
  return held.has(key);
}

export function tryAgain(key: string): void {
  change(key, { refusal: null, part: 0 });
  void go(key);
}

export function drop(key: string): void {
  const dropped = find(key);
  held.get(key)?.ending.abort();
  held.delete(key);
  chosenFiles.set(chosenFiles.get().filter((each) => each.key !== key));
  if (dropped) keep(dropped.contactId);
}

/** All of a contact's, to go with the reply that is sent now. */
export function takeReady(contactId: string): SentFile[] {
  const ready = readyOf(of(contactId));
  for (const each of of(contactId)) drop(each.key);
  return ready;
}

async function go(key: string): Promise<void> {
  const chosen = find(key);
  const it = held.get(key);
  if (!chosen || !it) return;
  try {
    const onPart = (part: number) => change(key, { part });
    const { id, name, size } = await upload(chosen.contactId, it.file, onPart, it.ending.signal);
    held.delete(key);
    change(key, { sent: { id, name, size }, name, part: 1 });
    keep(chosen.contactId);
  } catch (error) {
    if (it.ending.signal.aborted) return;
    // What it is, and how large, will be the same the next time.
    if (error instanceof Problem && FOR_GOOD.includes(error.status)) held.delete(key);
    change(key, { refusal: explainFile(error, i18next.t, i18next.language) });
    if (error instanceof Unreachable) againOnline(key);
  }
}

/** What the network stopped goes on with it. */
function againOnline(key: string): void {
  const stop = connection.subscribe(() => {
    if (connection.get() !== "online") return;
    stop();
    const refusal = find(key)?.refusal ?? null;
    if (refusal !== null && canTryAgain(key)) tryAgain(key);
  });
}

function find(key: string): Chosen | undefined {
  return chosenFiles.get().find((each) => each.key === key);
}

function of(contactId: string): Chosen[] {
  return chosenFiles.get().filter((each) => each.contactId === contactId);
}

function add(contactId: string, some: Omit<Chosen, "key" | "contactId">): string {
  const key = crypto.randomUUID();
  chosenFiles.set([...chosenFiles.get(), { ...some, contactId, key }]);
  if (some.sent) keep(contactId);
  return key;
}

function change(key: string, some: Partial<Chosen>): void {
  chosenFiles.set(chosenFiles.get().map((it) => (it.key === key ? { ...it, ...some } : it)));
}

/** What the service has is found again after a reload. */
function keep(contactId: string): void {
  const ready = readyOf(of(contactId));
  whose?.drafts.write(nameOf(contactId), ready.length > 0 ? JSON.stringify(ready) : "");
}

function nameOf(contactId: string): string {
  return `files.${contactId}`;
}
