import { Button, NativeSelect } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answerOf, intake } from "@/shared/api/client";
import { When } from "@/shared/ui/Times";
import styles from "../parts/parts.module.css";
import { ShownOnce } from "../parts/ShownOnce";
import { Table } from "../parts/Table";
import { Until } from "../parts/Until";
import { useCommand } from "../parts/useCommand";
import { CHANNEL_SYSTEMS, type ChannelSystem, doorsOf } from "./channel";

/** How long the present key goes on beside the next, in hours. */
export const OVERLAPS = ["0", "24", "168"] as const;

/** The keys that hold, and the next one; its addresses are shown once. */
export function ChannelKeys({ system }: { system: ChannelSystem }) {
  const { t } = useTranslation();
  const { run, isBusy } = useCommand();
  const [overlap, setOverlap] = useState<string>("24");
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
      <Table
        label={t("administration.channels.keys")}
        head={[t("administration.keys.made"), t("administration.keys.until")]}
      >
        {system.keys.map(({ id, created_at, expires_at }) => (
          <tr key={id}>
            <td>
              <When at={created_at} />
            </td>
            <td>{expires_at ? <Until at={expires_at} /> : t("administration.keys.forever")}</td>
          </tr>
        ))}
      </Table>
      <div className={styles.buttons}>
        <NativeSelect
          size="xs"
          aria-label={t("administration.keys.overlap")}
          value={overlap}
          data={OVERLAPS.map((value) => ({
            value,
            label: t(`administration.keys.overlaps.${value}`),
          }))}
          onChange={(event) => setOverlap(event.currentTarget.value)}
        />
        <Button size="xs" variant="default" loading={isBusy} onClick={() => void rotate()}>
          {t("administration.keys.rotate")}
        </Button>
      </div>
    </section>
  );
}
