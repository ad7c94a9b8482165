import { Button, Textarea } from "@mantine/core";
import { type KeyboardEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { FailedLine } from "@/shared/ui/Notice";
import { type Contact, isClosed } from "../../contact";
import styles from "../Attention.module.css";
import { DraftState } from "../drafts/DraftState";
import type { UsedDrafts } from "../drafts/useDrafts";
import { type Chosen, isOnItsWay } from "../files/chosen";
import { FileButton } from "../files/FileButton";
import { FileList } from "../files/FileList";
import { chooseFiles } from "../files/store";
import { pastedFiles } from "../files/useFiles";
import { OptionList } from "../OptionList";
import { sayTyping } from "./presence";
import { useCannedReplies } from "./useCannedReplies";

const LONGEST = 4_000;

interface Props {
  contact: Contact;
  drafts: UsedDrafts;
  files: readonly Chosen[];
  onSend: (text: string) => void;
}

/** Only whoever holds it writes; what somebody had begun stays readable. A mail is longer than what is
 * said in a chat, and a line's end does not send it. */
export function ReplyEditor({ contact, drafts, files, onSend }: Props) {
  const { t } = useTranslation();
  const field = useRef<HTMLTextAreaElement>(null);
  const text = drafts.texts.reply;
  const [caret, setCaret] = useState(text.length);
  const mayReply = contact.allowed_actions.includes("reply");
  const isMail = contact.channel === "email";
  const write = (next: string) => drafts.write("reply", next);
  const where = { contactId: contact.id, field, text, caret, isWanted: mayReply, write };
  const canned = useCannedReplies(where);
  if (!mayReply && text === "" && files.length === 0) {
    return isClosed(contact) ? null : <p className={styles.soft}>{t("attending.onlyHolder")}</p>;
  }
  const waits = files.some((each) => each.sent === null);
  const isNothing = text.trim() === "" && files.length === 0;
  const send = () => {
    if (!mayReply || isNothing || waits || canned.isBusy) return;
    onSend(text);
    write("");
  };
  const onKeyDown = (event: KeyboardEvent) => {
    canned.choosing.onKeyDown(event);
    if (event.defaultPrevented || event.nativeEvent.isComposing) return;
    if (event.key !== "Enter" || event.shiftKey) return;
    if (isMail && !event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    send();
  };
  return (
    <div className={styles.reply}>
      {canned.choosing.activeId && (
        <OptionList
          label={t("attending.canned")}
          options={canned.options}
          choosing={canned.choosing}
          onChoose={canned.choose}
        />
      )}
      {canned.error ? (
        <FailedLine
          what={t("attending.cannedFailed")}
          error={canned.error}
          onRetry={canned.refetch}
        />
      ) : (
        canned.isOpen &&
        canned.options.length === 0 &&
        !canned.isBusy && (
          <p role="status" className={styles.soft}>
            {t("attending.noCanned")}
          </p>
        )
      )}
      <Textarea
        ref={field}
        id="contact-reply"
        label={t("attending.reply")}
        placeholder={t(isMail ? "attending.mailHint" : "attending.replyHint")}
        autosize
        minRows={isMail ? 5 : 2}
        maxRows={isMail ? 16 : 8}
        maxLength={LONGEST}
        readOnly={!mayReply}
        aria-autocomplete="list"
        aria-controls={canned.choosing.activeId && canned.choosing.listId}
        aria-activedescendant={canned.choosing.activeId}
        value={text}
        onChange={(event) => {
          setCaret(event.currentTarget.selectionStart);
          write(event.currentTarget.value);
          sayTyping(contact.id);
        }}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
        onPaste={(event) => {
          const pasted = mayReply ? pastedFiles(event.clipboardData) : [];
          if (pasted.length === 0) return;
          event.preventDefault();
          chooseFiles(contact.id, pasted);
        }}
        onKeyDown={onKeyDown}
      />
      <FileList files={files} />
      <div className={styles.leaving}>
        <span>
          {text !== "" && <DraftState drafts={drafts} />}
          {!mayReply && <span className={styles.soft}> {t("attending.onlyHolder")}</span>}
          {waits && (
            <span className={styles.soft} role="status">
              {text !== "" && " · "}
              {t(files.some(isOnItsWay) ? "attending.files.wait" : "attending.files.dropFirst")}
            </span>
          )}
        </span>
        <FileButton isAllowed={mayReply} onFiles={(chosen) => chooseFiles(contact.id, chosen)} />
        <Button size="xs" disabled={!mayReply || isNothing || waits} onClick={send}>
          {t("attending.send")}
        </Button>
      </div>
    </div>
  );
}
