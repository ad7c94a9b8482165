import { Button, NativeSelect, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { answerOf, intake } from "@/shared/api/client";
import { ItemHead } from "../parts/ItemHead";
import styles from "../parts/parts.module.css";
import { ShownOnce } from "../parts/ShownOnce";
import { useCommand } from "../parts/useCommand";
import { bodyOf, CHANNEL_SYSTEMS, doorsOf, KINDS, type Kind, UNTREATED } from "./channel";
import { TreatmentFields } from "./TreatmentFields";

const ANY = "";

/** Makes a system known; the addresses it reports to are shown this once. */
export function RegisterChannel({ onDone }: { onDone: (code: string | null) => void }) {
  const { t } = useTranslation();
  const { run, isBusy, errors } = useCommand();
  const [treatment, setTreatment] = useState(UNTREATED);
  const [given, setGiven] = useState({ code: "", kind: "call" as Kind | typeof ANY, address: "" });
  const [doors, setDoors] = useState<readonly string[] | null>(null);
  const isMail = given.kind === "email";
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const body = {
      ...bodyOf(treatment),
      code: given.code,
      kind: given.kind === ANY ? null : given.kind,
      address: isMail ? given.address : null,
    };
    const made = await run(() => answerOf(intake.POST("/api/v1/intake/channels", { body })), {
      done: t("administration.channels.registered", { name: treatment.label }),
      stale: [CHANNEL_SYSTEMS],
    });
    if (!made) return;
    if (made.key === null) onDone(given.code);
    else setDoors(doorsOf(made.channel.kind, made.key, window.location.origin));
  };
  if (doors) {
    return (
      <>
        <ItemHead title={treatment.label} onBack={() => onDone(null)} />
        <ShownOnce
          title={t("administration.channels.doors")}
          texts={doors}
          onKept={() => onDone(given.code)}
        />
      </>
    );
  }
  return (
    <>
      <ItemHead title={t("administration.channels.register")} onBack={() => onDone(null)} />
      <form className={styles.form} onSubmit={submit}>
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
          onChange={(event) => setGiven({ ...given, code: event.currentTarget.value })}
        />
        <NativeSelect
          label={t("administration.channels.kind")}
          value={given.kind}
          data={[
            ...KINDS.map((value) => ({ value, label: t(`channels.${value}`) })),
            { value: ANY, label: t("administration.channels.several") },
          ]}
          onChange={(event) =>
            setGiven({ ...given, kind: event.currentTarget.value as Kind | typeof ANY })
          }
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
            onChange={(event) => setGiven({ ...given, address: event.currentTarget.value })}
          />
        )}
        <TreatmentFields given={treatment} errors={errors} onChange={setTreatment} />
        <div className={styles.buttons}>
          <Button type="submit" size="xs" loading={isBusy}>
            {t("administration.channels.register")}
          </Button>
        </div>
      </form>
    </>
  );
}
