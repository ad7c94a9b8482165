import type { SentFile } from "../outbox/pending";

/** A file that somebody wants to send: on its way to the service, there, or refused. */
export interface Chosen {
  key: string;
  contactId: string;
  name: string;
  /** In bytes. */
  size: number;
  /** How much of it has gone, from 0 to 1. */
  part: number;
  /** As the service has it; null until then. */
  sent: SentFile | null;
  /** Why it is not going. */
  refusal: string | null;
}

/** What the service takes; said before ten minutes of sending it in vain. */
export const LARGEST = 10 << 20;
export const MOST = 5;

export type Objection = "empty" | "tooLarge" | "tooMany";

/** Why a file is not even sent. `before` is how many there are already. */
export function objectionTo(size: number, before: number): Objection | null {
  if (before >= MOST) return "tooMany";
  if (size === 0) return "empty";
  return size > LARGEST ? "tooLarge" : null;
}

/** Files that can go with a reply now. */
export function readyOf(all: readonly Chosen[]): SentFile[] {
  return all.flatMap((each) => (each.sent ? [each.sent] : []));
}

export function isOnItsWay(each: Chosen): boolean {
  return each.sent === null && each.refusal === null;
}

/** As people say it: whole kilobytes, then megabytes with one decimal. */
export function sizeOf(bytes: number, language: string): string {
  const isSmall = bytes < 1_000_000;
  return new Intl.NumberFormat(language, {
    style: "unit",
    unit: isSmall ? "kilobyte" : "megabyte",
    maximumFractionDigits: isSmall ? 0 : 1,
  }).format(isSmall ? Math.ceil(bytes / 1_000) : bytes / 1_000_000);
}

/** Files that were sent before the page was loaded anew. */
export function parseSent(kept: string | null): SentFile[] {
  try {
    const found: unknown = JSON.parse(kept ?? "[]");
    return Array.isArray(found) ? found.filter(isSent) : [];
  } catch {
    return [];
  }
}

function isSent(each: unknown): each is SentFile {
  const it = each as Partial<SentFile> | null;
  return typeof it?.id === "string" && typeof it.name === "string" && typeof it.size === "number";
}
