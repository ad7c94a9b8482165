import { useQuery } from "@tanstack/react-query";
import { type RefObject, useState } from "react";
import { useTranslation } from "react-i18next";
import { answerOf, intake } from "@/shared/api/client";
import { explainRefusal } from "@/shared/api/refusals";
import { refuse } from "@/shared/ui/messages";
import { useChoosing } from "../OptionList";
import { matching, type Option } from "../options";
import { askedAt, filledIn } from "./canned";

const MOST = 200;
const FRESH = 60_000;

interface Where {
  contactId: string;
  field: RefObject<HTMLTextAreaElement | null>;
  text: string;
  caret: number;
  isWanted: boolean;
  write: (text: string) => void;
}

/** Texts that are ready, offered after `/`; the chosen one is filled in for this contact. */
export function useCannedReplies({ contactId, field, text, caret, isWanted, write }: Where) {
  const { t } = useTranslation();
  const [dismissed, setDismissed] = useState<number | null>(null);
  const [isFilling, setFilling] = useState(false);
  const asked = isWanted ? askedAt(text, caret) : null;
  if (asked === null && dismissed !== null) setDismissed(null);
  const isAsked = asked !== null && asked.from !== dismissed && !isFilling;
  const { data, error, refetch } = useQuery({
    queryKey: ["canned-replies"],
    queryFn: ({ signal }) => {
      const params = { query: { limit: MOST } };
      return answerOf(intake.GET("/api/v1/intake/canned-replies", { params, signal }));
    },
    enabled: isAsked,
    staleTime: FRESH,
  });
  const ready = (data?.items ?? []).map((each) => ({
    value: each.id,
    label: each.title,
    detail: each.text,
  }));
  const options = isAsked ? matching(ready, asked.words) : [];
  // In the middle of a text a slash that finds nothing is just a slash.
  const isAlone = asked !== null && asked.from === 0 && asked.to === text.length;
  const isOpen = isAsked && (options.length > 0 || isAlone);
  const choose = async (option: Option) => {
    if (asked === null) return;
    setFilling(true);
    try {
      const filled = await fill(contactId, option.value);
      const now = { text: field.current?.value ?? text, caret: field.current?.selectionStart ?? 0 };
      const next = filledIn(now, asked, filled);
      write(next.text);
      requestAnimationFrame(() => field.current?.setSelectionRange(next.caret, next.caret));
    } catch (refusal) {
      refuse(explainRefusal(refusal, t));
    }
    setFilling(false);
  };
  const choosing = useChoosing(
    options,
    isOpen,
    (option) => void choose(option),
    () => setDismissed(asked?.from ?? null),
  );
  return {
    isOpen,
    options,
    choosing,
    error: isOpen ? error : null,
    refetch: () => void refetch(),
    /** What is in the field is not a reply yet. */
    isBusy: isFilling || (isOpen && !data && !error),
    choose: (option: Option) => void choose(option),
  };
}

async function fill(contactId: string, replyId: string): Promise<string> {
  const params = { path: { contact_id: contactId } };
  const body = { reply_id: replyId };
  const path = "/api/v1/contacts/{contact_id}/fill-reply";
  return (await answerOf(intake.POST(path, { params, body }))).text;
}
