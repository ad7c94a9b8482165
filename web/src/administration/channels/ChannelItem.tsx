import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { answerOf, intake } from "@/shared/api/client";
import { Clashes } from "../parts/Clashes";
import { DeedButton } from "../parts/DeedButton";
import { ItemHead } from "../parts/ItemHead";
import { Mark } from "../parts/Mark";
import styles from "../parts/parts.module.css";
import { SaveButtons } from "../parts/SaveButtons";
import { useCommand } from "../parts/useCommand";
import { useEditing } from "../parts/useEditing";
import { ChannelKeys } from "./ChannelKeys";
import { ChannelSigning } from "./ChannelSigning";
import { ChannelTrial } from "./ChannelTrial";
import {
  bodyOf,
  CHANNEL_SYSTEMS,
  type ChannelSystem,
  type Treatment,
  treatmentOf,
} from "./channel";
import { TreatmentFields } from "./TreatmentFields";

/** One system: whether it works, how it is treated, its keys, and what it signs with. */
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
      {system.kind !== "email" && (
        <>
          <ChannelKeys system={system} />
          <ChannelSigning system={system} />
        </>
      )}
      <ChannelForm system={system} />
    </>
  );
}

function ChannelForm({ system }: { system: ChannelSystem }) {
  const { t } = useTranslation();
  const { run, isBusy, errors } = useCommand();
  const edit = useEditing(treatmentOf(system), system.version, `channels.${system.code}`);
  const put = (next: Treatment, version: number, done: string) => {
    const params = { path: { code: system.code }, header: { "If-Match": `"${version}"` } };
    const body = bodyOf(next);
    const ask = () => answerOf(intake.PUT("/api/v1/intake/channels/{code}", { params, body }));
    return run(ask, { done, stale: [CHANNEL_SYSTEMS] });
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const sent = edit.given;
    const saved = await put(sent, edit.version, t("administration.saved", { name: sent.label }));
    if (saved) edit.keep(sent, saved.version);
  };
  const turn = () => {
    const done = system.enabled
      ? "administration.channels.turnedOff"
      : "administration.channels.turnedOn";
    const next = { ...treatmentOf(system), enabled: !system.enabled };
    void put(next, system.version, t(done, { name: system.label }));
  };
  const say = (name: keyof Treatment, fields: Treatment) =>
    name === "enabled"
      ? t(fields.enabled ? "administration.channels.on" : "administration.channels.off")
      : fields[name];
  const labelOf = (name: keyof Treatment) =>
    name === "enabled" ? t("administration.state") : t(`administration.channels.fields.${name}`);
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <Clashes edit={edit} labelOf={labelOf} say={say} />
      <TreatmentFields given={edit.given} errors={errors} onChange={edit.write} />
      <SaveButtons edit={edit} isBusy={isBusy}>
        <DeedButton variant="default" isBusy={isBusy} onClick={turn}>
          {t(system.enabled ? "administration.channels.turnOff" : "administration.channels.turnOn")}
        </DeedButton>
      </SaveButtons>
    </form>
  );
}
