import { Button } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./parts.module.css";

/** A secret that nobody can read again: to be copied now. */
export function ShownOnce(props: { title: string; texts: readonly string[]; onKept: () => void }) {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className={styles.once}>
      <h3 ref={heading} tabIndex={-1}>
        {props.title}
      </h3>
      <p>{t("administration.once.detail")}</p>
      {props.texts.map((text) => (
        <Copied key={text} text={text} />
      ))}
      <Button size="xs" onClick={props.onKept}>
        {t("administration.once.kept")}
      </Button>
    </section>
  );
}

function Copied({ text }: { text: string }) {
  const { t } = useTranslation();
  const [isCopied, setCopied] = useState(false);
  const copy = () => {
    void navigator.clipboard?.writeText(text).then(() => setCopied(true));
  };
  return (
    <p className={styles.secret}>
      <code>{text}</code>
      <Button size="compact-xs" variant="default" onClick={copy}>
        {isCopied ? t("problem.copied") : t("administration.once.copy")}
      </Button>
    </p>
  );
}
