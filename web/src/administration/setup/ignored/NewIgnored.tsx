import { NativeSelect, TextInput } from "@mantine/core";
import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { tell } from "@/shared/ui/messages";
import { ItemHead } from "../../parts/ItemHead";
import { MakeButtons } from "../../parts/MakeButtons";
import styles from "../../parts/parts.module.css";
import { useBegun } from "../../parts/useBegun";
import { useCommand } from "../../parts/useCommand";
import { ignore } from "./commands";
import { IGNORED, IGNORED_KINDS, type IgnoredKind, kindOf } from "./ignored";

const NEW = { value: "", note: "", kind: null as IgnoredKind | null };

/** From now on somebody is not heard. */
export function NewIgnored({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const { run, isBusy, errors } = useCommand();
  const begun = useBegun("ignored", NEW);
  const { value, note } = begun.given;
  const kind = begun.given.kind ?? kindOf(value);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const made = await run(() => ignore(kind, value, note, begun.keyFor([kind, value, note])), {
      stale: [IGNORED],
      failed: begun.failed,
    });
    if (!made) return;
    begun.forget();
    // As the service understood it: a phone in the way in which all are compared.
    tell(t("setup.ignored.ignored", { value: made.value }));
    onDone();
  };
  return (
    <>
      <ItemHead title={t("setup.ignored.add")} onBack={onDone} />
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <p className={styles.soft}>{t("setup.ignored.noneDetail")}</p>
        <TextInput
          label={t("setup.ignored.value")}
          description={t(`setup.ignored.valueHints.${kind}`)}
          required
          withAsterisk={false}
          maxLength={254}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={value}
          error={errors.value}
          onChange={(event) => begun.change({ value: event.currentTarget.value })}
        />
        <NativeSelect
          label={t("setup.ignored.kind")}
          value={kind}
          data={IGNORED_KINDS.map((each) => ({
            value: each,
            label: t(`setup.ignored.kinds.${each}`),
          }))}
          onChange={(event) => begun.change({ kind: event.currentTarget.value as IgnoredKind })}
        />
        <TextInput
          label={t("setup.ignored.note")}
          maxLength={300}
          autoComplete="off"
          value={note}
          error={errors.note}
          onChange={(event) => begun.change({ note: event.currentTarget.value })}
        />
        <MakeButtons begun={begun} isBusy={isBusy} label={t("setup.ignored.add")} />
      </form>
    </>
  );
}
