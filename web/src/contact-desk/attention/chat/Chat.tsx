import { useTranslation } from "react-i18next";
import { Failed, Loading } from "@/shared/ui/Notice";
import type { ContactDetail } from "../../contact";
import styles from "../Attention.module.css";
import type { UsedDrafts } from "../drafts/useDrafts";
import { Messages } from "./Messages";
import { unseen } from "./outbox";
import { ReplyEditor } from "./ReplyEditor";
import type { UsedConversation } from "./useConversation";
import { useOutbox } from "./useOutbox";

interface Props {
  detail: ContactDetail;
  used: UsedConversation;
  drafts: UsedDrafts;
}

/** A chat both ways: what was said, and what is said next. */
export function Chat({ detail, used, drafts }: Props) {
  const { t } = useTranslation();
  const { contact } = detail;
  const { outbox, send, retry, drop } = useOutbox(contact.id, used.hear);
  const { conversation } = used;
  const takeBack = (clientId: string, text: string) => {
    drop(clientId);
    const before = drafts.texts.reply;
    drafts.write("reply", before ? `${text}\n${before}` : text);
    document.getElementById("contact-reply")?.focus();
  };
  return (
    <div className={styles.chat}>
      <h2>{t("attending.chat")}</h2>
      {conversation === null &&
        (used.error ? <Failed error={used.error} onRetry={used.retry} /> : <Loading />)}
      {conversation !== null && (
        <Messages
          contactId={contact.id}
          messages={conversation.messages}
          pending={unseen(outbox, conversation.messages)}
          onOlder={used.loadOlder}
          onRetry={retry}
          onTakeBack={takeBack}
          onSendAgain={send}
        />
      )}
      <ReplyEditor contact={contact} drafts={drafts} onSend={send} />
    </div>
  );
}
