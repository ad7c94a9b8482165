import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ClaimBadge } from "@/shared/ui/ClaimBadge";
import { StateBadge } from "@/shared/ui/StateBadge";
import { Waiting, When } from "@/shared/ui/Times";
import styles from "./ContactList.module.css";
import { type Contact, isWaiting, topicOf } from "./contact";
import type { ColumnName } from "./screens";

type Shown = Exclude<ColumnName, "actions">;

/** One thing about a contact, as its column shows it. What customers wrote is isolated: it must not
 * turn the text around it. */
export function Cell({ column, contact }: { column: Shown; contact: Contact }): ReactNode {
  const { t } = useTranslation();
  switch (column) {
    case "number":
      return <span className={styles.number}>{contact.number}</span>;
    case "channel":
      return t(`channels.${contact.channel}`);
    case "reason":
      return <Said text={topicOf(contact)} />;
    case "name":
      return <Said text={contact.name} />;
    case "city":
      return <Said text={contact.city} />;
    case "phone":
      return <Said text={contact.phone} />;
    case "observations":
      return <Said text={contact.observations} />;
    case "state":
      return (
        <span className={styles.states}>
          <StateBadge code={contact.state.code} />
          <ClaimBadge claim={contact.claim} />
        </span>
      );
    case "date":
      return (
        <span className={styles.date}>
          <When at={contact.date} />
          {isWaiting(contact) && <Waiting since={contact.date} />}
        </span>
      );
  }
}

/** Text of a stranger: as long as there is room, whole in the tooltip; a dash where there is none. */
export function Said({ text }: { text: string | null | undefined }) {
  const { t } = useTranslation();
  if (!text) {
    return (
      <span className={styles.none}>
        <span aria-hidden="true">–</span>
        <span className="seen-by-readers-only">{t("unknown")}</span>
      </span>
    );
  }
  return (
    <bdi className={styles.said} title={text.slice(0, 300)}>
      {text}
    </bdi>
  );
}
