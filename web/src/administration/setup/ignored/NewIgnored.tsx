import { NativeSelect, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { tell } from "@/shared/ui/messages";
import { MakeForm } from "../../parts/MakeForm";
import styles from "../../parts/parts.module.css";
import { useBegun } from "../../parts/useBegun";
import { ignore } from "./commands";
import { IGNORED, IGNORED_KINDS, type IgnoredKind, kindOf } from "./ignored";

const NEW = { value: "", note: "", kind: null as IgnoredKind | null };

/** From now on somebody is not heard. */
export function NewIgnored({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const begun = useBegun("ignored", NEW);
  const { value, note } = begun.given;
  const kind = begun.given.kind ?? kindOf(value);
  return (
    <MakeForm
      title={t("setup.ignored.add")}
      begun={begun}
      what={[kind, value, note]}
      make={(key) => ignore(kind, value, note, key)}
      stale={[IGNORED]}
      onMade={(made) => {
        // As the service understood it: a phone in the way in which all are compared.
        tell(t("setup.ignored.ignored", { value: made.value }));
        onDone();
      }}
      onBack={onDone}
    >
      {(errors) => (
        <>
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
        </>
      )}
    </MakeForm>
  );
}
