import { NativeSelect } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answerOf, idempotencyKey, intake } from "@/shared/api/client";
import { DeedButton } from "../parts/DeedButton";
import styles from "../parts/parts.module.css";
import { useCommand } from "../parts/useCommand";
import { type ChannelSystem, KINDS, type Kind, type Trial } from "./channel";

/** “Send me a test”: a contact as the system would bring it, and where it came to stand. */
export function ChannelTrial({ system }: { system: ChannelSystem }) {
  const { t } = useTranslation();
  const { run, isBusy } = useCommand();
  const [door, setDoor] = useState<Kind>("call");
  const [trial, setTrial] = useState<Trial | null>(null);
  const asksForDoor = system.kind === null;
  const send = async () => {
    setTrial(null);
    const params = { path: { code: system.code }, header: idempotencyKey() };
    const body = asksForDoor ? { door } : {};
    setTrial(
      await run(() =>
        answerOf(intake.POST("/api/v1/intake/channels/{code}/test", { params, body })),
      ),
    );
  };
  return (
    <section className={styles.part} aria-label={t("administration.channels.test")}>
      <div className={styles.buttons}>
        {asksForDoor && (
          <NativeSelect
            size="xs"
            aria-label={t("administration.channels.door")}
            value={door}
            data={KINDS.filter((each) => each !== "email").map((value) => ({
              value,
              label: t(`channels.${value}`),
            }))}
            onChange={(event) => setDoor(event.currentTarget.value as Kind)}
          />
        )}
        <DeedButton isBusy={isBusy} isOff={!system.enabled} onClick={() => void send()}>
          {t("administration.channels.test")}
        </DeedButton>
      </div>
      <div role="status">{trial && <TrialResult trial={trial} />}</div>
    </section>
  );
}

function TrialResult({ trial }: { trial: Trial }) {
  const { t } = useTranslation();
  const facts = [
    [t("administration.channels.screen"), t(`screens.${trial.screen as "calls"}`)],
    [t("attention.queue"), trial.queue ?? t("unknown")],
    [t("columns.reason"), trial.reason ?? t("unknown")],
  ] as const;
  return (
    <div className={styles.result}>
      <h3>{t("administration.channels.arrived")}</h3>
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name} className={styles.fact}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.soft}>{t("administration.channels.arrivedDetail")}</p>
    </div>
  );
}
