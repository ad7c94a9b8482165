import { Button, Textarea } from "@mantine/core";
import type { KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { type Contact, isClosed } from "../../contact";
import styles from "../Attention.module.css";
import { DraftState } from "../drafts/DraftState";
import type { UsedDrafts } from "../drafts/useDrafts";
import { OptionList } from "../OptionList";
import { sayTyping } from "./presence";
import { useCannedReplies } from "./useCannedReplies";

const LONGEST = 4_000;

interface Props {
  contact: Contact;
  drafts: UsedDrafts;
  onSend: (text: string) => void;
}

/** Only whoever holds the chat writes in it; what somebody had begun stays readable. */
export function ReplyEditor({ contact, drafts, onSend }: Props) {
  const { t } = useTranslation();
  const text = drafts.texts.reply;
  const mayReply = contact.allowed_actions.includes("reply");
  const write = (next: string) => drafts.write("reply", next);
  const canned = useCannedReplies(contact.id, text, mayReply, write);
  if (!mayReply && text === "") {
    return isClosed(contact) ? null : <p className={styles.soft}>{t("attending.onlyHolder")}</p>;
  }
  const send = () => {
    if (!mayReply || text.trim() === "" || canned.options.length > 0) return;
    onSend(text);
    write("");
  };
  const onKeyDown = (event: KeyboardEvent) => {
    canned.choosing.onKeyDown(event);
    if (event.defaultPrevented || event.nativeEvent.isComposing) return;
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    send();
  };
  return (
    <div className={styles.reply}>
      {canned.isOpen && (
        <OptionList
          label={t("attending.canned")}
          options={canned.options}
          choosing={canned.choosing}
          onChoose={canned.choose}
        />
      )}
      {canned.isOpen && canned.options.length === 0 && (
        <p role="status" className={styles.soft}>
          {t("attending.noCanned")}
        </p>
      )}
      <Textarea
        id="contact-reply"
        label={t("attending.reply")}
        placeholder={t("attending.replyHint")}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={LONGEST}
        readOnly={!mayReply}
        aria-autocomplete="list"
        aria-controls={canned.isOpen ? canned.choosing.listId : undefined}
        aria-activedescendant={canned.choosing.activeId}
        value={text}
        onChange={(event) => {
          write(event.currentTarget.value);
          sayTyping(contact.id);
        }}
        onKeyDown={onKeyDown}
      />
      <div className={styles.leaving}>
        <span>
          {text !== "" && <DraftState drafts={drafts} />}
          {!mayReply && <span className={styles.soft}> {t("attending.onlyHolder")}</span>}
        </span>
        <Button size="xs" disabled={!mayReply || text.trim() === ""} onClick={send}>
          {t("attending.send")}
        </Button>
      </div>
    </div>
  );
}
