import type { ReactNode } from "react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { isGone } from "@/shared/api/problem";
import { Failed, FailedLine, Loading } from "@/shared/ui/Notice";
import styles from "./Record.module.css";
import "./words/spoken";

interface Props {
  /** Null while it is not known. */
  title: string | null;
  state?: string;
  error: unknown;
  onRetry: () => void;
  children: ReactNode;
}

/** A page of one thing, to be read: its name and state, then its parts. What was read stays where it
 * cannot be read again, unless it is not for whoever looks any more. */
export function Record({ title, state, error, onRetry, children }: Props) {
  const { t } = useTranslation();
  useEffect(() => {
    if (title !== null) document.title = `${title} · Tero`;
  }, [title]);
  if (title === null) return error ? <Failed error={error} onRetry={onRetry} /> : <Loading />;
  return (
    <article className={styles.record} aria-labelledby="record-title">
      <header className={styles.head}>
        <h1 id="record-title">
          <bdi>{title}</bdi>
        </h1>
        {state && !isGone(error) && <span className={styles.state}>{state}</span>}
      </header>
      {isGone(error) ? (
        <Failed error={error} onRetry={onRetry} />
      ) : (
        <>
          {error !== null && (
            <FailedLine what={t("records.pageNotRefreshed")} error={error} onRetry={onRetry} />
          )}
          {children}
        </>
      )}
    </article>
  );
}

/** A part of it, under its name. */
export function Part({ name, children }: { name: string; children: ReactNode }) {
  return (
    <section className={styles.part} aria-label={name}>
      <h2>{name}</h2>
      {children}
    </section>
  );
}

/** What somebody wrote, with its own lines and its own direction. */
export function Text({ children }: { children: string }) {
  return (
    <p dir="auto" className={styles.text}>
      {children}
    </p>
  );
}
