import { Button } from "@mantine/core";
import { type ReactNode, useState } from "react";
import styles from "../Attention.module.css";
import { DraftState } from "../drafts/DraftState";
import type { UsedDrafts } from "../drafts/useDrafts";

interface Props {
  drafts: UsedDrafts;
  /** What was written: whether it is safe is said beside it. */
  text: string;
  label: string;
  isAllowed: boolean;
  onLeave: () => Promise<void>;
  children: ReactNode;
}

/** Fields, and what sends them; Ctrl+Enter does it from any of them, and nobody does it twice. */
export function ExitForm({ drafts, text, label, isAllowed, onLeave, children }: Props) {
  const [isBusy, setBusy] = useState(false);
  const leave = async () => {
    if (isBusy || !isAllowed) return;
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
      <div className={styles.leaving}>
        <span>{text !== "" && <DraftState drafts={drafts} />}</span>
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
