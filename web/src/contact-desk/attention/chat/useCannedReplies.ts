import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answerOf, intake } from "@/shared/api/client";
import { refuse } from "@/shared/ui/messages";
import { explainRefusal } from "../../refusals";
import { useChoosing } from "../OptionList";
import { matching, type Option } from "../options";

const MOST = 200;
const FRESH = 60_000;

/** Texts that are ready, offered after `/`; the chosen one is filled in for this contact. */
export function useCannedReplies(
  contactId: string,
  text: string,
  isWanted: boolean,
  write: (text: string) => void,
) {
  const { t, i18n } = useTranslation();
  const [dismissed, setDismissed] = useState("");
  const isOpen = isWanted && text.startsWith("/") && !text.includes("\n") && text !== dismissed;
  const { data } = useQuery({
    queryKey: ["canned-replies"],
    queryFn: ({ signal }) => {
      const params = { query: { limit: MOST } };
      return answerOf(intake.GET("/api/v1/intake/canned-replies", { params, signal }));
    },
    enabled: isOpen,
    staleTime: FRESH,
  });
  const ready = (data?.items ?? []).map((each) => ({
    value: each.id,
    label: each.title,
    detail: each.text,
  }));
  const options = isOpen ? matching(ready, text.slice(1)) : [];
  const choose = async (option: Option) => {
    const params = { path: { contact_id: contactId } };
    const body = { reply_id: option.value };
    try {
      const filled = await answerOf(
        intake.POST("/api/v1/contacts/{contact_id}/fill-reply", { params, body }),
      );
      write(filled.text);
    } catch (error) {
      refuse(explainRefusal(error, t, i18n.language));
    }
  };
  const choosing = useChoosing(
    options,
    isOpen,
    (option) => void choose(option),
    () => setDismissed(text),
  );
  return { isOpen, options, choosing, choose: (option: Option) => void choose(option) };
}
