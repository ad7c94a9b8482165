import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answerOf, intake } from "@/shared/api/client";
import { Problem } from "@/shared/api/problem";
import { tell } from "@/shared/ui/messages";
import type { ContactDetail } from "../../contact";
import { tellContact } from "../../contact-news";
import { explainRefusal } from "../../refusals";
import { useKeptText } from "../drafts/useKeptText";
import {
  begun,
  changesOf,
  type Details,
  detailsFrom,
  type Field,
  type Form,
  isChanged,
  parseForm,
  resumed,
} from "./details";

const MOST_TRIES = 3;

/** Changes what is written down of the customer; whatever else happens to the contact meanwhile.
 * What is being written is kept on this machine until it is proposed. */
export function useUpdate(detail: ContactDetail) {
  const { t, i18n } = useTranslation();
  const queries = useQueryClient();
  const kept = useKeptText(`update.${detail.contact.id}`);
  const [form, setForm] = useState(() => {
    const before = parseForm(kept.text);
    return before ? resumed(before, detailsOf(detail)) : begun(detailsOf(detail));
  });
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  const put = (next: Form) => {
    setForm(next);
    const { base, mine } = next;
    kept.write(isChanged(next) ? JSON.stringify({ base, mine }) : "");
  };
  const begin = () => {
    if (!isChanged(form)) put(begun(detailsOf(detail)));
  };
  const write = (field: Field, text: string) =>
    put({ ...form, mine: { ...form.mine, [field]: text } });
  const discard = () => put(begun(detailsOf(detail)));
  const insist = (field: Field) => put(without(form, field));
  /** Theirs instead of mine, in one field. */
  const giveWay = (field: Field) => {
    const { mine, theirs } = form;
    put({ ...without(form, field), mine: theirs ? { ...mine, [field]: theirs[field] } : mine });
  };

  const save = async (): Promise<void> => {
    setBusy(true);
    setRefusal(null);
    try {
      await attempt(detail, form, MOST_TRIES);
    } catch (error) {
      setRefusal(explainRefusal(error, t, i18n.language));
    } finally {
      setBusy(false);
    }
  };
  const attempt = async (seen: ContactDetail, from: Form, tries: number): Promise<void> => {
    const wanted = resumed(from, detailsOf(seen));
    put(wanted);
    if (wanted.conflicts.length > 0) return;
    try {
      done(await patch(seen, changesOf(wanted.base, wanted.mine)));
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 412 || tries === 0) throw error;
      // Something happened to the contact; most of it has nothing to do with these fields.
      const now = await read(seen.contact.id);
      queries.setQueryData(["contact", now.contact.id], now);
      await attempt(now, wanted, tries - 1);
    }
  };
  const done = (now: ContactDetail) => {
    queries.setQueryData(["contact", now.contact.id], now);
    void queries.invalidateQueries({ queryKey: ["proposals", now.contact.customer_id] });
    tellContact(now.contact);
    put(begun(detailsOf(now)));
    tell(t("attending.done.update"));
  };
  return {
    ...form,
    isChanged: isChanged(form),
    isSafe: kept.isSafe,
    refusal,
    isBusy,
    begin,
    write,
    discard,
    insist,
    save,
    giveWay,
  };
}

function without(form: Form, field: Field): Form {
  return { ...form, conflicts: form.conflicts.filter((each) => each !== field) };
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

function detailsOf({ details }: ContactDetail): Details {
  return detailsFrom((field) => details[field] ?? "");
}
