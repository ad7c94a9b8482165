import { useEffect } from "react";
import { answerOf, idempotencyKey, intake } from "@/shared/api/client";
import { isPassing } from "@/shared/api/problem";
import type { Contact } from "../contact";
import { tellContact } from "../contact-news";

const SOONEST = 5_000;
const SHARE = 0.4;

/** Whoever has the contact open keeps it: a claim that nobody renews becomes free for others. */
export function useKeeping(contact: Contact | undefined): void {
  const isMine = contact?.allowed_actions.includes("renew") ?? false;
  const until = contact?.claim.expires_at ?? null;
  const id = contact?.id;
  useEffect(() => {
    if (!isMine || until === null || id === undefined) return;
    const left = Date.parse(until) - Date.now();
    const timer = window.setTimeout(() => void renew(id), Math.max(SOONEST, left * SHARE));
    return () => window.clearTimeout(timer);
  }, [isMine, until, id]);
}

/** A claim that has lapsed meanwhile is told by the next look at the contact. */
async function renew(id: string): Promise<void> {
  const params = { path: { contact_id: id }, header: idempotencyKey() };
  try {
    tellContact(await answerOf(intake.POST("/api/v1/contacts/{contact_id}/renew", { params })));
  } catch (error) {
    if (isPassing(error)) window.setTimeout(() => void renew(id), SOONEST);
  }
}
