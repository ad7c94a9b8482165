import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Contact } from "../contact";
import styles from "./Attention.module.css";
import { DraftState } from "./drafts/DraftState";
import type { UsedDrafts } from "./drafts/useDrafts";
import { WhyNot } from "./exits/WhyNot";

const LONGEST = 300;

interface Props {
  contact: Contact;
  drafts: UsedDrafts;
  isAllowed: boolean;
  onOpen: (reason: string) => Promise<boolean>;
}

/** What was begun stays in sight where somebody else has got the contact, or it has a ticket; nobody
 * opens it twice. */
export function NewTicket({ contact, drafts, isAllowed, onOpen }: Props) {
  const { t } = useTranslation();
  const [isBusy, setBusy] = useState(false);
  const text = drafts.texts.ticket;
  const write = (next: string) => drafts.write("ticket", next);
  const open = async () => {
    if (isBusy || !isAllowed || text.trim() === "") return;
    setBusy(true);
    if (await onOpen(text.trim())) write("");
    setBusy(false);
  };
  if (!isAllowed && text === "") return null;
  return (
    <form
      className={styles.newTicket}
      onSubmit={(event) => {
        event.preventDefault();
        void open();
      }}
    >
      <TextInput
        size="xs"
        label={t("attending.newTicket")}
        placeholder={t("attending.newTicketHint")}
        maxLength={LONGEST}
        readOnly={!isAllowed}
        value={text}
        onChange={(event) => write(event.currentTarget.value)}
      />
      {isAllowed ? (
        <Button
          type="submit"
          size="xs"
          variant="default"
          loading={isBusy}
          disabled={text.trim() === ""}
        >
          {t("attending.openTicket")}
        </Button>
      ) : (
        <Button size="xs" variant="default" onClick={() => write("")}>
          {t("attending.discard")}
        </Button>
      )}
      {text !== "" && <DraftState drafts={drafts} />}
      {!isAllowed && <WhyNot contact={contact} hasTicket={contact.ticket_id !== null} />}
    </form>
  );
}
