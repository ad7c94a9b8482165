import { useState } from "react";
import { useTranslation } from "react-i18next";
import { NotLoaded } from "@/shared/ui/Notice";
import { useAreas } from "@/shared/useAreas";
import { Picker } from "../Picker";
import { ExitForm } from "./ExitForm";
import { Note } from "./Note";
import { useUnsent } from "./useUnsent";
import type { ExitProps } from "./WayOut";

const LONGEST = 2_000;

/** Another area goes on with the ticket, and the contact ends. */
export function Derive({ detail, commands, drafts, onLeft }: ExitProps) {
  const { t } = useTranslation();
  const { contact } = detail;
  const isAllowed = contact.allowed_actions.includes("derive");
  const unsent = useUnsent(detail, drafts);
  const areas = useAreas();
  const options = (areas.data ?? [])
    .filter((each) => each.active)
    .map((each) => ({ value: each.code, label: each.name }));
  const [area, setArea] = useState("");
  const [isTried, setTried] = useState(false);
  const note = drafts.texts.note.trim();
  const derive = async () => {
    setTried(true);
    if (area === "" || note === "") return;
    if (!(await commands.derive(contact, { area, note }))) return;
    drafts.forget();
    onLeft();
  };
  return (
    <ExitForm
      contact={contact}
      drafts={drafts}
      text={note}
      label={t("attending.derive")}
      isAllowed={isAllowed}
      warning={unsent}
      onLeave={derive}
    >
      <Picker
        id="contact-derive"
        label={t("attending.area")}
        placeholder={t("attending.areaHint")}
        options={options}
        chosen={options.find((each) => each.value === area)?.label ?? ""}
        error={isTried && area === "" ? t("signIn.required") : undefined}
        onChoose={(option) => setArea(option.value)}
      />
      <NotLoaded query={areas} what={t("attending.areasFailed")} />
      <Note
        drafts={drafts}
        longest={LONGEST}
        isAllowed={isAllowed}
        error={isTried && note === "" ? t("signIn.required") : undefined}
      />
    </ExitForm>
  );
}
