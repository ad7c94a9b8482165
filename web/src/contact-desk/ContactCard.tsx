import { useTranslation } from "react-i18next";
import { ClaimBadge } from "@/shared/ui/ClaimBadge";
import { StateBadge } from "@/shared/ui/StateBadge";
import { Waiting, When } from "@/shared/ui/Times";
import styles from "./ContactList.module.css";
import { Said } from "./cells";
import { type Contact, isWaiting, topicOf } from "./contact";
import { Here } from "./Here";
import type { ScreenName } from "./screens";

/** A contact in two lines: who and how long waiting; what and where. */
export function ContactCard({ contact, screen }: { contact: Contact; screen: ScreenName }) {
  const { t } = useTranslation();
  const who = contact.name ?? contact.phone ?? t("list.unidentified");
  const what = [
    screen === "mine" ? t(`channels.${contact.channel}`) : null,
    topicOf(contact),
    contact.city,
  ].filter(Boolean);
  return (
    <>
      <span className={styles.line}>
        <span className={styles.number}>{contact.number}</span>
        <strong className={styles.cardName}>
          <Said text={who} />
        </strong>
        <span className={styles.date}>
          {isWaiting(contact) ? <Waiting since={contact.date} /> : <When at={contact.date} />}
        </span>
      </span>
      <span className={styles.line}>
        <span className={styles.cardWhat}>
          {what.length > 0 && <Said text={what.join(" · ")} />}
        </span>
        <Here id={contact.id} />
        <StateBadge code={contact.state.code} />
        <ClaimBadge claim={contact.claim} />
      </span>
    </>
  );
}
