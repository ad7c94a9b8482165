import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { connection } from "@/shared/api/connection";
import { useStore } from "@/shared/store";
import { When } from "@/shared/ui/Times";
import styles from "../Attention.module.css";
import type { Pending } from "../outbox/pending";
import type { Message } from "./conversation";

/** One thing that was said, by whom and when, and how far a reply has come. Always plain text. */
export function Bubble(props: {
  contactId: string;
  message: Message;
  onSendAgain: (text: string) => void;
}) {
  const { t } = useTranslation();
  const { message, onSendAgain } = props;
  const { delivery } = message;
  return (
    <li data-author={message.author}>
      <span className={styles.author}>
        <bdi>{message.author_name ?? t(`attention.authors.${message.author}`)}</bdi> ·{" "}
        <When at={message.at} />
      </span>
      {message.text && <p dir="auto">{message.text}</p>}
      {message.attachments.map((each) => (
        <a
          key={each.id}
          href={addressOf(props.contactId, each.id)}
          download={each.name}
          className={styles.attached}
        >
          {each.is_image && (
            <img src={addressOf(props.contactId, each.id)} alt="" loading="lazy" height={120} />
          )}
          <bdi>{each.name}</bdi>
        </a>
      ))}
      {delivery && (
        <span className={styles.delivery} data-delivery={delivery.code}>
          <span aria-hidden="true">{MARKS[delivery.code]}</span>{" "}
          {t(`attending.delivery.${delivery.code}`)}
          {delivery.code === "failed" && delivery.reason && <bdi>: {delivery.reason}</bdi>}{" "}
          {delivery.code === "failed" && message.text !== "" && (
            <Button size="compact-xs" variant="default" onClick={() => onSendAgain(message.text)}>
              {t("attending.sendAgain")}
            </Button>
          )}
        </span>
      )}
    </li>
  );
}

function addressOf(contactId: string, fileId: string): string {
  return `/api/v1/contacts/${contactId}/attachments/${fileId}`;
}

const MARKS = { queued: "…", sent: "✓", delivered: "✓✓", seen: "✓✓", failed: "!" } as const;

interface PendingProps {
  pending: Pending;
  onRetry: () => void;
  onTakeBack: () => void;
}

/** A reply the service does not have yet: it goes by itself, unless it was refused. */
export function PendingBubble({ pending, onRetry, onTakeBack }: PendingProps) {
  const { t } = useTranslation();
  const isOffline = useStore(connection) === "offline";
  return (
    <li data-author="operator" data-pending>
      {pending.text && <p dir="auto">{pending.text}</p>}
      {pending.files.map((each) => (
        <bdi key={each.id}>{each.name}</bdi>
      ))}
      {pending.refusal === null ? (
        <span className={styles.delivery} data-delivery="queued">
          <span aria-hidden="true">…</span>{" "}
          {t(isOffline ? "attending.delivery.waiting" : "attending.delivery.sending")}
        </span>
      ) : (
        <span className={styles.delivery} data-delivery="failed" role="alert">
          <span aria-hidden="true">!</span> {t("attending.delivery.failed")}: {pending.refusal}{" "}
          <Button size="compact-xs" variant="default" onClick={onRetry}>
            {t("retry")}
          </Button>{" "}
          <Button size="compact-xs" variant="default" onClick={onTakeBack}>
            {t("attending.takeBack")}
          </Button>
        </span>
      )}
    </li>
  );
}
