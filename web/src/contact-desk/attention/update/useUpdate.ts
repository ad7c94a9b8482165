import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answerOf, intake } from "@/shared/api/client";
import { Problem } from "@/shared/api/problem";
import { tell } from "@/shared/ui/messages";
import type { ContactDetail } from "../../contact";
import { tellContact } from "../../contact-news";
import { explainAtDesk } from "../../refusals";
import type { UsedDrafts } from "../drafts/useDrafts";
import {
  changesOf,
  conflictsOf,
  detailsOf,
  type Field,
  insisted,
  isChanged,
  shownIn,
  without,
  written,
} from "./details";

const MOST_TRIES = 3;

/** Changes what is written down of the customer; whatever else happens to the contact meanwhile.
 * What is being written is a part of the contact's draft until it is proposed. */
export function useUpdate(detail: ContactDetail, drafts: UsedDrafts) {
  const { t, i18n } = useTranslation();
  const queries = useQueryClient();
  const [answered, setAnswered] = useState(detail);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const isNewer = answered.contact.version > detail.contact.version;
  const now = isNewer ? answered : detail;
  const there = detailsOf(now);
  const changes = drafts.texts.details;
  const put = (next: typeof changes) => drafts.write("details", next);

  const learn = (found: ContactDetail) => {
    setAnswered(found);
    queries.setQueryData(["contact", found.contact.id], found);
  };
  const save = async (): Promise<void> => {
    setBusy(true);
    setRefusal(null);
    try {
      await attempt(now, MOST_TRIES);
    } catch (error) {
      setRefusal(explainAtDesk(error, t, i18n.language));
    } finally {
      setBusy(false);
    }
  };
  const attempt = async (seen: ContactDetail, tries: number): Promise<void> => {
    const known = detailsOf(seen);
    if (conflictsOf(changes, known).length > 0) return;
    try {
      done(await patch(seen, changesOf(changes, known)));
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 412 || tries === 0) throw error;
      // Something happened to the contact; most of it has nothing to do with these fields.
      const found = await read(seen.contact.id);
      learn(found);
      await attempt(found, tries - 1);
    }
  };
  const done = (found: ContactDetail) => {
    learn(found);
    put({});
    void queries.invalidateQueries({ queryKey: ["proposals", found.contact.customer_id] });
    tellContact(found.contact);
    tell(t("attending.done.update"));
  };
  return {
    mine: shownIn(changes, there),
    there,
    conflicts: conflictsOf(changes, there),
    isChanged: isChanged(changes, there),
    refusal,
    isBusy,
    write: (field: Field, text: string) => put(written(changes, there, field, text)),
    insist: (field: Field) => put(insisted(changes, there, field)),
    /** Theirs instead of mine, in one field. */
    giveWay: (field: Field) => put(without(changes, field)),
    discard: () => put({}),
    save,
  };
}

function patch(detail: ContactDetail, body: Partial<Record<Field, string | null>>) {
  const { id, version } = detail.contact;
  const params = { path: { contact_id: id }, header: { "If-Match": `"${version}"` } };
  return answerOf(intake.PATCH("/api/v1/contacts/{contact_id}", { params, body }));
}

function read(id: string): Promise<ContactDetail> {
  const params = { path: { contact_id: id } };
  return answerOf(intake.GET("/api/v1/contacts/{contact_id}", { params }));
}
