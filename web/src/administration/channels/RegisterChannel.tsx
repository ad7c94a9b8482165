import { NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answerOf, intake } from "@/shared/api/client";
import { ItemHead } from "../parts/ItemHead";
import { MakeForm } from "../parts/MakeForm";
import { ShownOnce } from "../parts/ShownOnce";
import { useBegun } from "../parts/useBegun";
import { bodyOf, CHANNEL_SYSTEMS, doorsOf, KINDS, type Kind, UNTREATED } from "./channel";
import { TreatmentFields } from "./TreatmentFields";

const ANY = "";
const NEW = { ...UNTREATED, code: "", kind: "call" as Kind | typeof ANY, address: "" };

/** Makes a system known; the addresses it reports to are shown this once. */
export function RegisterChannel({ onDone }: { onDone: (code: string | null) => void }) {
  const { t } = useTranslation();
  const begun = useBegun("channels", NEW);
  const { given, change } = begun;
  const [doors, setDoors] = useState<readonly string[] | null>(null);
  const isMail = given.kind === "email";
  const register = () => {
    const body = {
      ...bodyOf(given),
      code: given.code,
      kind: given.kind === ANY ? null : given.kind,
      address: isMail ? given.address : null,
    };
    return answerOf(intake.POST("/api/v1/intake/channels", { body }));
  };
  if (doors) {
    return (
      <>
        <ItemHead title={given.label} onBack={() => onDone(null)} />
        <ShownOnce
          title={t("administration.channels.doors")}
          texts={doors}
          onKept={() => onDone(given.code)}
        />
      </>
    );
  }
  return (
    <MakeForm
      title={t("administration.channels.register")}
      begun={begun}
      what={given}
      make={register}
      done={t("administration.channels.registered", { name: given.label })}
      stale={[CHANNEL_SYSTEMS]}
      onMade={(made) => {
        if (made.key === null) onDone(given.code);
        else setDoors(doorsOf(made.channel.kind, made.key, window.location.origin));
      }}
      onBack={() => onDone(null)}
    >
      {(errors) => (
        <>
          <TextInput
            label={t("administration.channels.fields.code")}
            description={t("administration.channels.codeHint")}
            required
            withAsterisk={false}
            pattern="[a-z0-9][a-z0-9_\-]{0,59}"
            maxLength={60}
            autoCapitalize="none"
            spellCheck={false}
            value={given.code}
            error={errors.code}
            onChange={(event) => change({ code: event.currentTarget.value })}
          />
          <NativeSelect
            label={t("administration.channels.kind")}
            value={given.kind}
            data={[
              ...KINDS.map((value) => ({ value, label: t(`channels.${value}`) })),
              { value: ANY, label: t("administration.channels.several") },
            ]}
            onChange={(event) => change({ kind: event.currentTarget.value as Kind | typeof ANY })}
          />
          {isMail && (
            <TextInput
              type="email"
              label={t("administration.channels.fields.address")}
              required
              withAsterisk={false}
              maxLength={219}
              value={given.address}
              error={errors.address}
              onChange={(event) => change({ address: event.currentTarget.value })}
            />
          )}
          <TreatmentFields given={given} errors={errors} onChange={change} />
        </>
      )}
    </MakeForm>
  );
}
