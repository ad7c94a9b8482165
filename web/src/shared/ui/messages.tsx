import { Button, CloseButton } from "@mantine/core";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { createStore, useStore } from "@/shared/store";
import styles from "./messages.module.css";

interface Message {
  id: number;
  text: string;
  isRefusal: boolean;
  undo?: () => void;
}

const messages = createStore<readonly Message[]>([]);
const MOST = 3;
const READ_WITHIN = 6_000;
let last = 0;

/** Something was done; with `undo` where it can be taken back. */
export function tell(text: string, undo?: () => void): void {
  show({ text, isRefusal: false, ...(undo ? { undo } : {}) });
}

/** Something was not done: stays until it is put away, or taken back by whoever is given how. */
export function refuse(text: string): () => void {
  const id = show({ text, isRefusal: true });
  return () => putAway(id);
}

function show(message: Omit<Message, "id">): number {
  last += 1;
  messages.set([...messages.get(), { ...message, id: last }].slice(-MOST));
  return last;
}

function putAway(id: number): void {
  messages.set(messages.get().filter((each) => each.id !== id));
}

/** Where they appear: said aloud by screen readers, refusals at once. */
export function Messages() {
  const all = useStore(messages);
  return (
    <div className={styles.messages}>
      <div role="status">
        {all
          .filter((each) => !each.isRefusal)
          .map((each) => (
            <Card key={each.id} message={each} />
          ))}
      </div>
      <div role="alert">
        {all
          .filter((each) => each.isRefusal)
          .map((each) => (
            <Card key={each.id} message={each} />
          ))}
      </div>
    </div>
  );
}

function Card({ message }: { message: Message }) {
  const { t } = useTranslation();
  const { id, isRefusal, undo } = message;
  useEffect(() => {
    if (isRefusal) return;
    const timer = window.setTimeout(() => putAway(id), READ_WITHIN);
    return () => window.clearTimeout(timer);
  }, [id, isRefusal]);
  const takeBack = () => {
    undo?.();
    putAway(id);
  };
  return (
    <div className={styles.card} data-refusal={isRefusal || undefined}>
      <span className={styles.text}>{message.text}</span>
      {undo && (
        <Button variant="subtle" size="compact-sm" onClick={takeBack}>
          {t("undo")}
        </Button>
      )}
      <CloseButton size="sm" aria-label={t("close")} onClick={() => putAway(id)} />
    </div>
  );
}
