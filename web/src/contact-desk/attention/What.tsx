import { useTranslation } from "react-i18next";
import { When } from "@/shared/ui/Times";
import { type ContactDetail, isWritten } from "../contact";
import styles from "./Attention.module.css";
import { Chat } from "./chat/Chat";
import type { UsedConversation } from "./chat/useConversation";
import type { UsedDrafts } from "./drafts/useDrafts";
import { Facts } from "./Facts";
import { Originals } from "./Originals";

interface Props {
  detail: ContactDetail;
  conversation: UsedConversation;
  drafts: UsedDrafts;
}

/** What it is about: the call's data, or what was said. */
export function What({ detail, conversation, drafts }: Props) {
  const { t } = useTranslation();
  const { contact } = detail;
  if (isWritten(contact)) {
    const isMail = contact.channel === "email";
    const Before = isMail ? FirstMail : BotTalk;
    const said = conversation.conversation?.messages.length ?? 0;
    return (
      <section className={styles.part} aria-label={t("attention.what")}>
        <Before lines={detail.transcript} />
        <Chat detail={detail} used={conversation} drafts={drafts} />
        {isMail && <Originals contactId={contact.id} said={said} />}
        <Circumstances detail={detail} />
      </section>
    );
  }
  const isCall = contact.channel === "call";
  return (
    <section
      id="contact-transcript"
      tabIndex={-1}
      className={styles.part}
      aria-label={t("attention.what")}
    >
      <h2>{isCall ? t("attention.call") : t("attention.inquiryText")}</h2>
      {isCall && detail.transcript.length > 0 && <h3>{t("attention.transcript")}</h3>}
      {(!isCall || detail.transcript.length > 0) && <Transcript lines={detail.transcript} />}
      <Circumstances detail={detail} />
    </section>
  );
}

function Circumstances({ detail }: { detail: ContactDetail }) {
  const { t } = useTranslation();
  const { contact } = detail;
  const moment = (at: string | null) => (at ? <When at={at} /> : null);
  return (
    <Facts
      of={[
        [t("columns.reason"), contact.reason_label ?? contact.reason],
        [t("attention.observations"), contact.observations],
        [t("columns.city"), contact.city],
        [t("columns.phone"), contact.phone],
        [t("attention.email"), detail.email],
        [t("attention.nationalId"), detail.national_id],
        [t("attention.line"), detail.line],
        [t("attention.queue"), detail.queue],
        [t("attention.startedAt"), moment(detail.started_at)],
        [t("attention.answeredAt"), moment(detail.answered_at)],
        [t("attention.hungUpAt"), moment(detail.hung_up_at)],
        [t("attention.cause"), detail.cause && t(`attention.causes.${detail.cause}`, detail.cause)],
        [t("attention.source"), `${detail.source} · ${detail.external_id}`],
        [t("attention.acceptedAt"), moment(detail.accepted_at)],
      ]}
    />
  );
}

/** With it the contact began. */
function FirstMail({ lines }: { lines: ContactDetail["transcript"] }) {
  const { t } = useTranslation();
  return (
    <div id="contact-transcript" tabIndex={-1}>
      <h2>{t("attending.firstMail")}</h2>
      <Transcript lines={lines} />
    </div>
  );
}

/** What the bot brought along, folded away and one key off. */
function BotTalk({ lines }: { lines: ContactDetail["transcript"] }) {
  const { t } = useTranslation();
  return (
    <details id="contact-transcript" className={styles.fold}>
      <summary title={`${t("attention.transcript")} (b)`}>{t("attention.transcript")}</summary>
      <Transcript lines={lines} />
    </details>
  );
}

function Transcript({ lines }: { lines: ContactDetail["transcript"] }) {
  const { t } = useTranslation();
  if (lines.length === 0) return <p className={styles.soft}>{t("attention.transcriptEmpty")}</p>;
  return (
    <ol className={styles.transcript}>
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no id, and none is ever inserted.
        <li key={index} data-author={line.author}>
          <span className={styles.author}>
            {t(`attention.authors.${line.author}`, { defaultValue: line.author })} ·{" "}
            <When at={line.at} />
          </span>
          <p dir="auto">{line.text}</p>
        </li>
      ))}
    </ol>
  );
}
