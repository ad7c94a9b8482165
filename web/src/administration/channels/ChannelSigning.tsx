import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answerOf, idempotencyKey, intake } from "@/shared/api/client";
import { Confirm } from "../parts/Confirm";
import { DeedButton } from "../parts/DeedButton";
import styles from "../parts/parts.module.css";
import { ShownOnce } from "../parts/ShownOnce";
import { useCommand } from "../parts/useCommand";
import { CHANNEL_SYSTEMS, type ChannelSystem } from "./channel";
import { KeyTable } from "./KeyTable";
import { OverlapChoice, USUAL_OVERLAP } from "./OverlapChoice";

const STALE = { stale: [CHANNEL_SYSTEMS] };

/** Whether the system must sign what it sends, and with what; a secret is shown once. */
export function ChannelSigning({ system }: { system: ChannelSystem }) {
  const { t } = useTranslation();
  const { run, isBusy } = useCommand();
  const [overlap, setOverlap] = useState(USUAL_OVERLAP);
  const [secret, setSecret] = useState<string | null>(null);
  const name = system.label;
  const path = { code: system.code };
  const begin = async () => {
    const ask = () =>
      answerOf(intake.POST("/api/v1/intake/channels/{code}/begin-signing", { params: { path } }));
    setSecret((await run(ask, STALE))?.secret ?? null);
  };
  const rotate = async () => {
    const body = { overlap_hours: Number(overlap) };
    const params = { path };
    const ask = () =>
      answerOf(
        intake.POST("/api/v1/intake/channels/{code}/rotate-signing-secret", { params, body }),
      );
    setSecret((await run(ask, STALE))?.secret ?? null);
  };
  const end = async () => {
    setSecret(null);
    const params = { path, header: idempotencyKey() };
    const ask = () =>
      answerOf(intake.POST("/api/v1/intake/channels/{code}/end-signing", { params }));
    await run(ask, { ...STALE, done: t("administration.channels.signing.ended", { name }) });
  };
  return (
    <section className={styles.part}>
      <h3>{t("administration.channels.signing.title")}</h3>
      {secret && (
        <ShownOnce
          title={t("administration.channels.signing.secret")}
          texts={[secret]}
          onKept={() => setSecret(null)}
        />
      )}
      {system.signing_secrets.length === 0 ? (
        <>
          <p className={styles.soft}>{t("administration.channels.signing.none")}</p>
          <Confirm
            action={t("administration.channels.signing.begin")}
            consequence={t("administration.channels.signing.beginDetail", { name })}
            isBusy={isBusy}
            onConfirm={() => void begin()}
          />
        </>
      ) : (
        <>
          <KeyTable
            label={t("administration.channels.signing.title")}
            keys={system.signing_secrets}
          />
          <div className={styles.buttons}>
            <OverlapChoice value={overlap} onChange={setOverlap} />
            <DeedButton variant="default" isBusy={isBusy} onClick={() => void rotate()}>
              {t("administration.channels.signing.rotate")}
            </DeedButton>
            <Confirm
              action={t("administration.channels.signing.end")}
              consequence={t("administration.channels.signing.endDetail", { name })}
              isBusy={isBusy}
              onConfirm={() => void end()}
            />
          </div>
        </>
      )}
    </section>
  );
}
