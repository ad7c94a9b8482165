import { useTranslation } from "react-i18next";
import { Failed, Loading } from "@/shared/ui/Notice";
import type { ContactDetail } from "../../contact";
import styles from "../Attention.module.css";
import type { UsedDrafts } from "../drafts/useDrafts";
import { chooseFiles, putBack, takeReady } from "../files/store";
import { useDropping, useFiles, useNoOpening } from "../files/useFiles";
import { send, sendAgain, takeBack } from "../outbox/outbox";
import { type Pending, unseen } from "../outbox/pending";
import { useOutbox } from "../outbox/useOutbox";
import { Messages } from "./Messages";
import { ReplyEditor } from "./ReplyEditor";
import type { UsedConversation } from "./useConversation";

interface Props {
  detail: ContactDetail;
  used: UsedConversation;
  drafts: UsedDrafts;
}

/** A chat, or mails, both ways: what was said, and what is said next. */
export function Chat({ detail, used, drafts }: Props) {
  const { t } = useTranslation();
  const { contact } = detail;
  const { id: contactId, number } = contact;
  const outbox = useOutbox(contactId, used.hear);
  const files = useFiles(contactId);
  useNoOpening();
  const { conversation } = used;
  const isMail = contact.channel === "email";
  const title = t(isMail ? "attending.mail" : "attending.chat");
  const mayAttach = contact.allowed_actions.includes("reply");
  const dropping = useDropping(mayAttach, (dropped) => chooseFiles(contactId, dropped));
  const writeAgain = (reply: Pending) => {
    takeBack(reply);
    putBack(contactId, reply.files);
    const before = drafts.texts.reply;
    if (reply.text) drafts.write("reply", before ? `${reply.text}\n${before}` : reply.text);
    document.getElementById("contact-reply")?.focus();
  };
  return (
    <div className={styles.chat} role="group" aria-label={title} {...dropping}>
      <h2>{title}</h2>
      {conversation === null &&
        (used.error ? <Failed error={used.error} onRetry={used.retry} /> : <Loading />)}
      {conversation !== null && (
        <Messages
          contactId={contactId}
          title={title}
          messages={conversation.messages}
          pending={unseen(outbox, conversation.messages)}
          onOlder={used.loadOlder}
          onRetry={sendAgain}
          onTakeBack={writeAgain}
          onSendAgain={(text) => send({ contactId, number, text, files: [] })}
        />
      )}
      <ReplyEditor
        contact={contact}
        drafts={drafts}
        files={files}
        onSend={(text) => send({ contactId, number, text, files: takeReady(contactId) })}
      />
    </div>
  );
}
