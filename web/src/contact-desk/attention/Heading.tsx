import { ActionIcon } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { ClaimBadge } from "@/shared/ui/ClaimBadge";
import { Icon } from "@/shared/ui/icons";
import { StateBadge } from "@/shared/ui/StateBadge";
import { Waiting, When } from "@/shared/ui/Times";
import type { Commands } from "../commands";
import { type Contact, isWaiting } from "../contact";
import { RowActions } from "../RowActions";
import styles from "./Attention.module.css";

interface Props {
  contact: Contact;
  commands: Commands;
  onClose: () => void;
  onPart: (part: string) => void;
}

export function Heading({ contact, commands, onClose, onPart }: Props) {
  const { t } = useTranslation();
  const who = contact.name ?? contact.phone ?? t("list.unidentified");
  return (
    <header className={styles.heading} tabIndex={-1}>
      <ActionIcon variant="subtle" color="gray" aria-label={t("attention.back")} onClick={onClose}>
        <Icon name="back" />
      </ActionIcon>
      <div className={styles.headline}>
        <h1 id="contact-title" className={styles.title}>
          <bdi title={who}>{who}</bdi>
        </h1>
        <p className={styles.under}>
          <span className={styles.number}>
            {t(`channels.${contact.channel}`)} {contact.number}
          </span>
          <StateBadge code={contact.state.code} />
          <ClaimBadge claim={contact.claim} />
          {isWaiting(contact) ? <Waiting since={contact.date} /> : <When at={contact.date} />}
        </p>
      </div>
      <RowActions
        isOpen
        contact={contact}
        commands={commands}
        onOpen={(_, part) => part && onPart(part)}
      />
    </header>
  );
}
