import { Button } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Contact, isClosed } from "../../contact";
import styles from "../Attention.module.css";
import { DraftState } from "../drafts/DraftState";
import type { UsedDrafts } from "../drafts/useDrafts";
import { useOutbox } from "../outbox/useOutbox";
import { WhyNot } from "./WhyNot";

interface Props {
  contact: Contact;
  drafts: UsedDrafts;
  /** What was written: whether it is safe is said beside it. */
  text: string;
  label: string;
  isAllowed: boolean;
  /** What would be lost with the contact, said once before it is. */
  warning?: string | null;
  onLeave: () => Promise<void>;
  children: ReactNode;
}

/** Fields, and what sends them; Ctrl+Enter does it from any of them, and nobody does it twice. */
export function ExitForm(props: Props) {
  const { contact, drafts, text, label, isAllowed, warning = null, onLeave, children } = props;
  const { t } = useTranslation();
  const [isBusy, setBusy] = useState(false);
  const [warned, setWarned] = useState<string | null>(null);
  const isSending = useOutbox(contact.id).some((each) => each.refusal === null);
  const leave = async () => {
    if (isBusy || !isAllowed) return;
    setWarned(warning);
    if (warning !== null && warning !== warned) return;
    setBusy(true);
    await onLeave();
    setBusy(false);
  };
  return (
    <form
      className={styles.exit}
      onSubmit={(event) => {
        event.preventDefault();
        void leave();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        void leave();
      }}
    >
      {children}
      {!isAllowed && text !== "" && <WhyNot contact={contact} />}
      {warned !== null && warned === warning && (
        <p className={styles.asked} role="alert">
          {t("attending.sureToLeave", { what: warned, label })}
        </p>
      )}
      <div className={styles.leaving}>
        <span>
          {text !== "" && <DraftState drafts={drafts} />}
          {isBusy && isSending && (
            <span className={styles.soft} role="status">
              {" · "}
              {t("attending.sendsFirst")}
            </span>
          )}
        </span>
        {isClosed(contact) && text !== "" && (
          <Button size="xs" variant="default" onClick={drafts.forget}>
            {t("attending.discard")}
          </Button>
        )}
        <Button
          type="submit"
          size="xs"
          loading={isBusy}
          disabled={!isAllowed}
          title={`${label} (Ctrl+Enter)`}
        >
          {label}
        </Button>
      </div>
    </form>
  );
}
