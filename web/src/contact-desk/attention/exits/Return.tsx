import { useTranslation } from "react-i18next";
import { ExitForm } from "./ExitForm";
import { isForced } from "./exits";
import { Note } from "./Note";
import type { ExitProps } from "./WayOut";

const LONGEST = 1_000;

/** Anybody can attend it from now on; a supervisor also gives back what others hold. */
export function Return({ detail, commands, drafts, onLeft }: ExitProps) {
  const { t } = useTranslation();
  const { contact } = detail;
  const isAllowed = contact.allowed_actions.includes("return");
  const note = drafts.texts.note.trim();
  const giveBack = async () => {
    if (!(await commands.giveBack(contact, note))) return;
    drafts.write("note", "");
    onLeft();
  };
  const label = isForced(contact)
    ? t("attending.forceReturn", { name: contact.claim.by ?? t("unknown") })
    : t("actions.return");
  return (
    <ExitForm
      contact={contact}
      drafts={drafts}
      text={note}
      label={label}
      isAllowed={isAllowed}
      onLeave={giveBack}
    >
      <Note id="contact-return" drafts={drafts} longest={LONGEST} isAllowed={isAllowed} />
    </ExitForm>
  );
}
