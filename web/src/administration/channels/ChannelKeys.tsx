import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answerOf, intake } from "@/shared/api/client";
import { DeedButton } from "../parts/DeedButton";
import styles from "../parts/parts.module.css";
import { ShownOnce } from "../parts/ShownOnce";
import { useCommand } from "../parts/useCommand";
import { CHANNEL_SYSTEMS, type ChannelSystem, doorsOf } from "./channel";
import { KeyTable } from "./KeyTable";
import { OverlapChoice, USUAL_OVERLAP } from "./OverlapChoice";

/** The keys that hold, and the next one; its addresses are shown once. */
export function ChannelKeys({ system }: { system: ChannelSystem }) {
  const { t } = useTranslation();
  const { run, isBusy } = useCommand();
  const [overlap, setOverlap] = useState(USUAL_OVERLAP);
  const [doors, setDoors] = useState<readonly string[] | null>(null);
  const rotate = async () => {
    const params = { path: { code: system.code } };
    const body = { overlap_hours: Number(overlap) };
    const ask = () =>
      answerOf(intake.POST("/api/v1/intake/channels/{code}/rotate-key", { params, body }));
    const made = await run(ask, { stale: [CHANNEL_SYSTEMS] });
    if (made?.key) setDoors(doorsOf(system.kind, made.key, window.location.origin));
  };
  return (
    <section className={styles.part}>
      <h3>{t("administration.channels.keys")}</h3>
      {doors && (
        <ShownOnce
          title={t("administration.channels.doors")}
          texts={doors}
          onKept={() => setDoors(null)}
        />
      )}
      <KeyTable label={t("administration.channels.keys")} keys={system.keys} />
      <div className={styles.buttons}>
        <OverlapChoice value={overlap} onChange={setOverlap} />
        <DeedButton variant="default" isBusy={isBusy} onClick={() => void rotate()}>
          {t("administration.keys.rotate")}
        </DeedButton>
      </div>
    </section>
  );
}
