import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { answerOf, intake } from "@/shared/api/client";
import { useStore } from "@/shared/store";
import type { Contact, ContactDetail } from "../contact";
import { onContact } from "../contact-news";
import { liveState } from "../live-state";

const EVERY = 5_000;
const EVERY_WHEN_TOLD = 30_000;

/** One contact with all that is known of it, as it is now. */
export function useContact(id: string) {
  const queries = useQueryClient();
  const isTold = useStore(liveState) === "live";
  const queryKey = ["contact", id];
  useEffect(
    () =>
      onContact((contact) => {
        if (contact.id !== id) return;
        const known = queries.getQueryData<ContactDetail>(["contact", id]);
        if (!known) return;
        queries.setQueryData<ContactDetail>(["contact", id], { ...known, contact });
        // A row says less than there is to know: what else came with the change is asked for.
        // While something is under way, the answer would be how it was before.
        if (!contact.pending && isOther(known.contact, contact)) {
          void queries.invalidateQueries({ queryKey: ["contact", id] });
        }
      }),
    [queries, id],
  );
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => {
      const path = { contact_id: id };
      return answerOf(intake.GET("/api/v1/contacts/{contact_id}", { params: { path }, signal }));
    },
    refetchInterval: isTold ? EVERY_WHEN_TOLD : EVERY,
  });
}

function isOther(before: Contact, now: Contact): boolean {
  return JSON.stringify(before) !== JSON.stringify(now);
}
