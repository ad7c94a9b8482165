import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answerOf, intake } from "@/shared/api/client";
import { Problem } from "@/shared/api/problem";
import { tell } from "@/shared/ui/messages";
import type { ContactDetail } from "../../contact";
import { tellContact } from "../../contact-news";
import { explainRefusal } from "../../refusals";
import { broughtTogether, changesOf, conflictsOf, type Details, type Field } from "./details";

const MOST_TRIES = 3;

/** Changes what is written down of the customer; whatever else happens to the contact meanwhile. */
export function useUpdate(detail: ContactDetail) {
  const { t, i18n } = useTranslation();
  const queries = useQueryClient();
  const [base, setBase] = useState(() => detailsOf(detail));
  const [mine, setMine] = useState(base);
  const [theirs, setTheirs] = useState<Details | null>(null);
  const [conflicts, setConflicts] = useState<Field[]>([]);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const isChanged = Object.keys(changesOf(base, mine)).length > 0;

  const begin = () => {
    if (isChanged) return;
    setBase(detailsOf(detail));
    setMine(detailsOf(detail));
  };
  const write = (field: Field, text: string) => setMine({ ...mine, [field]: text });
  /** Theirs instead of mine, in one field. */
  const giveWay = (field: Field) => {
    if (theirs) setMine({ ...mine, [field]: theirs[field] });
    setConflicts(conflicts.filter((each) => each !== field));
  };
  const insist = (field: Field) => setConflicts(conflicts.filter((each) => each !== field));

  const save = async (): Promise<boolean> => {
    setBusy(true);
    setRefusal(null);
    try {
      return await attempt(detail, base, mine, MOST_TRIES);
    } catch (error) {
      setRefusal(explainRefusal(error, t, i18n.language));
      return false;
    } finally {
      setBusy(false);
    }
  };
  const attempt = async (
    seen: ContactDetail,
    from: Details,
    wanted: Details,
    tries: number,
  ): Promise<boolean> => {
    try {
      const now = await patch(seen, changesOf(from, wanted));
      queries.setQueryData(["contact", now.contact.id], now);
      void queries.invalidateQueries({ queryKey: ["proposals", now.contact.customer_id] });
      tellContact(now.contact);
      setBase(detailsOf(now));
      setMine(detailsOf(now));
      setConflicts([]);
      tell(t("attending.done.update"));
      return true;
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 412 || tries === 0) throw error;
      // Something happened to the contact; most of it has nothing to do with these fields.
      const now = await read(seen.contact.id);
      const there = detailsOf(now);
      const together = broughtTogether(from, wanted, there);
      const both = conflictsOf(from, wanted, there);
      setBase(there);
      setMine(together);
      if (both.length === 0) return attempt(now, there, together, tries - 1);
      setTheirs(there);
      setConflicts(both);
      queries.setQueryData(["contact", now.contact.id], now);
      return false;
    }
  };
  return {
    mine,
    theirs,
    conflicts,
    refusal,
    isBusy,
    isChanged,
    begin,
    write,
    insist,
    save,
    giveWay,
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

function detailsOf(detail: ContactDetail): Details {
  const { details } = detail;
  return {
    phone: details.phone ?? "",
    email: details.email ?? "",
    address: details.address ?? "",
    observations: details.observations ?? "",
  };
}
