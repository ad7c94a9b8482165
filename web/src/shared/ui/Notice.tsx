import { Button } from "@mantine/core";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Problem, Unreachable } from "@/shared/api/problem";
import { hasWords } from "@/shared/api/refusals";
import { useCountdown } from "@/sign-in/useCountdown";
import styles from "./Notice.module.css";

/** Nothing is here: why, and what would fill it. */
export function Empty(props: { title: string; detail?: string; children?: ReactNode }) {
  return (
    <div className={styles.notice}>
      <p className={styles.title}>{props.title}</p>
      {props.detail && <p className={styles.detail}>{props.detail}</p>}
      {props.children}
    </div>
  );
}

/** Nothing for a moment: most answers come before anybody could read a word. */
export function Loading() {
  const { t } = useTranslation();
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = window.setTimeout(() => setLate(true), 300);
    return () => window.clearTimeout(timer);
  }, []);
  return (
    <div className={styles.notice} role="status">
      {isLate && t("loading")}
    </div>
  );
}

/** What happened, whether anything was lost, what to do, and what to tell whoever helps. */
export function Failed({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  const kind = kindOf(error);
  const wait = useWait(error);
  const seconds = useCountdown(wait);
  const code = error instanceof Problem ? error.code : "";
  const detail = hasWords(code)
    ? t(`refused.${code}`)
    : t(`problem.${kind}Detail`, { seconds, code });
  return (
    <div className={styles.notice} role="alert">
      <p className={styles.title}>{t(`problem.${kind}`)}</p>
      <p className={styles.detail}>{detail}</p>
      {onRetry && (
        <Button variant="default" size="xs" onClick={onRetry} disabled={seconds > 0}>
          {t("retry")}
        </Button>
      )}
      {error instanceof Problem && error.reference && <Reference text={error.reference} />}
    </div>
  );
}

/** What is missing in one place of a page, and how to get it; the rest of the page goes on. */
export function FailedLine(props: { what: string; error: unknown; onRetry: () => void }) {
  const { t } = useTranslation();
  return (
    <p className={styles.detail} role="alert">
      {props.what} {t(`problem.${kindOf(props.error)}`)}.{" "}
      <Button variant="default" size="compact-xs" onClick={props.onRetry}>
        {t("retry")}
      </Button>
    </p>
  );
}

interface Query {
  data: unknown;
  error: unknown;
  refetch: () => Promise<unknown>;
}

/** Beside what something is chosen from: why there is nothing to choose, and how to get it. What is
 * known already is good enough to choose from. */
export function NotLoaded({ query, what }: { query: Query; what: string }) {
  const { data, error, refetch } = query;
  if (data !== undefined || !error) return null;
  return <FailedLine what={what} error={error} onRetry={() => void refetch()} />;
}

type Kind = "offline" | "forbidden" | "missing" | "conflict" | "tooMany" | "failed" | "other";

function kindOf(error: unknown): Kind {
  if (error instanceof Unreachable) return "offline";
  if (!(error instanceof Problem)) return "failed";
  if (error.status >= 500) return "failed";
  const kinds: Record<number, Kind> = {
    403: "forbidden",
    404: "missing",
    409: "conflict",
    412: "conflict",
    429: "tooMany",
  };
  return kinds[error.status] ?? "other";
}

function useWait(error: unknown): { seconds: number } | null {
  const [wait, setWait] = useState<{ seconds: number } | null>(null);
  useEffect(() => {
    const seconds = error instanceof Problem ? error.retryAfter : null;
    setWait(seconds === null ? null : { seconds });
  }, [error]);
  return wait;
}

function Reference({ text }: { text: string }) {
  const { t } = useTranslation();
  const [isCopied, setCopied] = useState(false);
  const copy = () => {
    void navigator.clipboard?.writeText(text).then(() => setCopied(true));
  };
  return (
    <p className={styles.reference}>
      {t("problem.reference")}: <code>{text}</code>{" "}
      <Button variant="subtle" size="compact-xs" onClick={copy}>
        {isCopied ? t("problem.copied") : t("problem.copy")}
      </Button>
    </p>
  );
}
