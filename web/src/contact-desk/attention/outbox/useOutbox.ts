import { useEffect, useMemo } from "react";
import { useStore } from "@/shared/store";
import type { Message } from "../chat/conversation";
import { outbox, startOutbox, watch } from "./outbox";
import type { Pending } from "./pending";

/** What is on its way in one contact, while it is on the screen. */
export function useOutbox(
  contactId: string,
  onSent?: (message: Message) => void,
): readonly Pending[] {
  const all = useStore(outbox);
  useEffect(startOutbox, []);
  useEffect(
    () => (onSent ? watch(contactId, (_, message) => onSent(message)) : undefined),
    [contactId, onSent],
  );
  return useMemo(() => all.filter((each) => each.contactId === contactId), [all, contactId]);
}
