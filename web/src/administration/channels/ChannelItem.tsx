import { Button } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { answerOf, intake } from "@/shared/api/client";
import { ItemHead } from "../parts/ItemHead";
import { Mark } from "../parts/Mark";
import styles from "../parts/parts.module.css";
import { useCommand } from "../parts/useCommand";
import { ChannelKeys } from "./ChannelKeys";
import { ChannelTrial } from "./ChannelTrial";
import {
  bodyOf,
  CHANNEL_SYSTEMS,
  type ChannelSystem,
  type Treatment,
  treatmentOf,
} from "./channel";
import { TreatmentFields } from "./TreatmentFields";

/** One system: whether it works, how it is treated, and its keys. */
export function ChannelItem({ system, onBack }: { system: ChannelSystem; onBack: () => void }) {
  const { t } = useTranslation();
  const { enabled, label } = system;
  return (
    <>
      <ItemHead title={label} onBack={onBack}>
        <Mark is={enabled ? "yes" : "no"}>
          {t(enabled ? "administration.channels.on" : "administration.channels.off")}
        </Mark>
      </ItemHead>
      {system.address && <p className={styles.soft}>{system.address}</p>}
      <ChannelTrial system={system} />
      {system.kind !== "email" && <ChannelKeys system={system} />}
      <ChannelForm key={system.version} system={system} />
    </>
  );
}

function ChannelForm({ system }: { system: ChannelSystem }) {
  const { t } = useTranslation();
  const { run, isBusy, errors } = useCommand();
  const [given, setGiven] = useState(treatmentOf(system));
  const change = (next: Treatment, done: string) => {
    const params = {
      path: { code: system.code },
      header: { "If-Match": `"${system.version}"` },
    };
    const body = bodyOf(next);
    const ask = () => answerOf(intake.PUT("/api/v1/intake/channels/{code}", { params, body }));
    return run(ask, { done, stale: [CHANNEL_SYSTEMS] });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void change(given, t("administration.saved", { name: given.label }));
  };
  const turn = () => {
    const done = system.enabled
      ? "administration.channels.turnedOff"
      : "administration.channels.turnedOn";
    void change(
      { ...treatmentOf(system), enabled: !system.enabled },
      t(done, { name: system.label }),
    );
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <TreatmentFields given={given} errors={errors} onChange={setGiven} />
      <div className={styles.buttons}>
        <Button type="submit" size="xs" loading={isBusy}>
          {t("administration.save")}
        </Button>
        <Button size="xs" variant="default" loading={isBusy} onClick={turn}>
          {t(system.enabled ? "administration.channels.turnOff" : "administration.channels.turnOn")}
        </Button>
      </div>
    </form>
  );
}
