import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FailedLine } from "@/shared/ui/Notice";
import { Picker } from "../Picker";
import { ExitForm } from "./ExitForm";
import { Note } from "./Note";
import { useColleagues } from "./useColleagues";
import type { ExitProps } from "./WayOut";

const LONGEST = 1_000;

/** A colleague attends it from now on. */
export function Transfer({ detail, commands, drafts, onLeft }: ExitProps) {
  const { t } = useTranslation();
  const { contact } = detail;
  const isAllowed = contact.allowed_actions.includes("transfer");
  const { options, error, retry } = useColleagues(detail);
  const [to, setTo] = useState<{ value: string; label: string } | null>(null);
  const [isTried, setTried] = useState(false);
  const note = drafts.texts.note.trim();
  const transfer = async () => {
    setTried(true);
    if (to === null) return;
    const body = { account_id: to.value, ...(note ? { note } : {}) };
    if (!(await commands.transfer(contact, body))) return;
    drafts.write("note", "");
    onLeft();
  };
  return (
    <ExitForm
      contact={contact}
      drafts={drafts}
      text={note}
      label={t("attending.transfer")}
      isAllowed={isAllowed}
      onLeave={transfer}
    >
      <Picker
        id="contact-transfer"
        label={t("attending.colleague")}
        placeholder={t("attending.colleagueHint")}
        options={options}
        chosen={to?.label ?? ""}
        error={isTried && to === null ? t("signIn.required") : undefined}
        onChoose={setTo}
      />
      {error && <FailedLine what={t("attending.colleaguesFailed")} error={error} onRetry={retry} />}
      <Note drafts={drafts} longest={LONGEST} isAllowed={isAllowed} />
    </ExitForm>
  );
}
