import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { answerOf, intake } from "@/shared/api/client";
import { type LiveList, useLiveList } from "@/shared/live/useLiveList";
import type { Contact } from "./contact";
import { onContact, tellContact } from "./contact-news";
import { type Filters, queryOf, streamOf } from "./filters";
import { liveState } from "./live-state";
import type { ScreenName } from "./screens";
import { noteSign, type Sign } from "./signs";
import { COUNTS } from "./useCounts";

const PAGE = 100;

/** The contacts of a screen, as they are now and as they become. */
export function useContacts(
  screen: ScreenName,
  filters: Filters,
  mayLetIn: () => boolean,
): LiveList<Contact> {
  const queries = useQueryClient();
  const stream = streamOf(screen, filters);
  const contacts = useLiveList<Contact>({
    name: stream,
    stream,
    mayLetIn,
    isOldestFirst: filters.sort !== undefined,
    readPage: (after, signal) => {
      const query = { ...queryOf(screen, filters), limit: PAGE, ...(after ? { after } : {}) };
      return answerOf(intake.GET("/api/v1/contacts", { params: { query }, signal }));
    },
    onCounts: (counts) => queries.setQueryData(COUNTS, counts),
    onRow: tellContact,
    onPresence: (sign) => noteSign(sign as Sign | null),
  });
  const { change, state } = contacts;
  useEffect(() => onContact(change), [change]);
  useEffect(() => {
    liveState.set(state);
    return () => liveState.set(null);
  }, [state]);
  return contacts;
}
