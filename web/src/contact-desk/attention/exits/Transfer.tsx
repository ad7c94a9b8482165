import { useState } from "react";
import { useTranslation } from "react-i18next";
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
  const options = useColleagues(detail);
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
      drafts={drafts}
      text={note}
      label={t("attending.transfer")}
      isAllowed={contact.allowed_actions.includes("transfer")}
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
      <Note drafts={drafts} longest={LONGEST} />
    </ExitForm>
  );
}
