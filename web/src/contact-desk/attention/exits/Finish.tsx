import { Checkbox, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "@/sign-in/session";
import { ExitForm } from "./ExitForm";
import { useUnsent } from "./useUnsent";
import type { ExitProps } from "./WayOut";

const LONGEST = 2_000;

/** It is done; where that settles the matter, its ticket is finished with it. */
export function Finish({ detail, commands, drafts, onLeft }: ExitProps) {
  const { t } = useTranslation();
  const { contact } = detail;
  const unsent = useUnsent(detail, drafts);
  const mayResolve = useMay("tickets.finish") && contact.ticket_id !== null;
  const [isResolved, setResolved] = useState(false);
  const [isMissing, setMissing] = useState(false);
  const canFinish = contact.allowed_actions.includes("finish");
  const text = drafts.texts.outcome;
  const finish = async () => {
    if (text.trim() === "") {
      setMissing(true);
      return;
    }
    if (!(await commands.finish(contact, text.trim(), mayResolve && isResolved))) return;
    drafts.forget();
    onLeft();
  };
  return (
    <ExitForm
      contact={contact}
      drafts={drafts}
      text={text}
      label={t("attention.finish")}
      isAllowed={canFinish}
      warning={unsent}
      onLeave={finish}
    >
      <Textarea
        id="contact-finish"
        label={t("attention.outcome")}
        placeholder={t("attention.outcomeHint")}
        autosize
        minRows={2}
        maxRows={6}
        maxLength={LONGEST}
        readOnly={!canFinish}
        value={text}
        error={isMissing ? t("signIn.required") : undefined}
        onChange={(event) => {
          setMissing(false);
          drafts.write("outcome", event.currentTarget.value);
        }}
      />
      {mayResolve && canFinish && (
        <Checkbox
          size="xs"
          label={t("attending.resolved")}
          checked={isResolved}
          onChange={(event) => setResolved(event.currentTarget.checked)}
        />
      )}
    </ExitForm>
  );
}
