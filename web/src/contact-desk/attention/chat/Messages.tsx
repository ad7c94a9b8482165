import { Button } from "@mantine/core";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "../Attention.module.css";
import { isolated } from "../isolated";
import type { Pending } from "../outbox/pending";
import { Bubble, PendingBubble } from "./Bubble";
import type { Message } from "./conversation";
import { useOthers } from "./presence";

interface Props {
  contactId: string;
  title: string;
  messages: readonly Message[];
  pending: readonly Pending[];
  onOlder: (() => void) | null;
  onRetry: (reply: Pending) => void;
  onTakeBack: (reply: Pending) => void;
  onSendAgain: (text: string) => void;
}

const NEAR = 40;

/** Follows what is said, unless somebody reads further up: then a button says what is new. */
export function Messages(props: Props) {
  const { t } = useTranslation();
  const { messages, pending } = props;
  const box = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const [fresh, setFresh] = useState(0);
  const newest = messages.at(-1)?.id ?? null;
  const read = useRef(newest);
  const toEnd = () => {
    box.current?.scrollTo({ top: box.current.scrollHeight });
    setFresh(0);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is shown is what is followed.
  useLayoutEffect(() => {
    if (isAtEnd.current) toEnd();
  }, [messages, pending.length]);
  useEffect(() => {
    if (newest === read.current) return;
    read.current = newest;
    if (!isAtEnd.current) setFresh((count) => count + 1);
  }, [newest]);
  const look = () => {
    const { scrollTop = 0, scrollHeight = 0, clientHeight = 0 } = box.current ?? {};
    isAtEnd.current = scrollHeight - clientHeight - scrollTop < NEAR;
    if (isAtEnd.current) setFresh(0);
  };
  return (
    <div className={styles.said}>
      <div
        ref={box}
        className={styles.sayings}
        onScroll={look}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys.
        tabIndex={0}
        role="log"
        aria-label={props.title}
      >
        {props.onOlder && (
          <Button variant="subtle" size="compact-xs" onClick={props.onOlder}>
            {t("attending.older")}
          </Button>
        )}
        {messages.length + pending.length === 0 && (
          <p className={styles.soft}>{t("attending.nothingSaid")}</p>
        )}
        <ol className={styles.transcript}>
          {messages.map((message) => (
            <Bubble
              key={message.id}
              contactId={props.contactId}
              message={message}
              onSendAgain={props.onSendAgain}
            />
          ))}
          {pending.map((each) => (
            <PendingBubble
              key={each.clientId}
              pending={each}
              onRetry={() => props.onRetry(each)}
              onTakeBack={() => props.onTakeBack(each)}
            />
          ))}
        </ol>
      </div>
      {fresh > 0 && (
        <Button className={styles.freshSaid ?? ""} size="compact-xs" radius="xl" onClick={toEnd}>
          {t("attending.freshSaid", { count: fresh })}
        </Button>
      )}
      <Typing contactId={props.contactId} />
    </div>
  );
}

/** Keeps its place while nobody types, so that nothing jumps. */
function Typing({ contactId }: { contactId: string }) {
  const { t } = useTranslation();
  const others = useOthers(contactId).filter((each) => each.state === "typing");
  const names = others.map((each) =>
    each.kind === "customer" ? t("attending.theCustomer") : isolated(each.name),
  );
  return (
    <p className={styles.typing} aria-live="polite">
      {names.length > 0 && t("attending.typing", { names: names.join(", "), count: names.length })}
    </p>
  );
}
