import { Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answerOf, directory } from "@/shared/api/client";
import { useAccount } from "@/sign-in/session";
import { AreaChoice } from "../accounts/AreaChoice";
import { Asked } from "../parts/Asked";
import { MakeForm } from "../parts/MakeForm";
import styles from "../parts/parts.module.css";
import { ShownOnce } from "../parts/ShownOnce";
import { useBegun } from "../parts/useBegun";
import { nameOf, usePermissions } from "../parts/usePermissions";
import { API_KEYS, DAYS, inDays } from "./api-key";

const NEW = { name: "", days: "90", permissions: [] as string[], areas: [] as string[] };

/** A key for another system: what it may do, in which areas, until when. Shown once. */
export function MakeApiKey({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const begun = useBegun("api-keys", NEW);
  const { name, days, permissions, areas } = begun.given;
  const [text, setText] = useState<string | null>(null);
  if (text) return <ShownOnce title={name} texts={[text]} onKept={onDone} />;
  return (
    <MakeForm
      title={t("administration.keys.make")}
      begun={begun}
      what={begun.given}
      make={() => {
        const body = { name, permissions, areas, expires_at: inDays(days, Date.now()) };
        return answerOf(directory.POST("/api/v1/api-keys", { body }));
      }}
      stale={[API_KEYS]}
      onMade={(made) => setText(made.text)}
      onBack={onDone}
      isReady={permissions.length > 0}
    >
      {(errors) => (
        <>
          <TextInput
            label={t("administration.name")}
            description={t("administration.keys.nameHint")}
            required
            withAsterisk={false}
            maxLength={300}
            value={name}
            error={errors.name}
            onChange={(event) => begun.change({ name: event.currentTarget.value })}
          />
          <NativeSelect
            label={t("administration.keys.until")}
            value={days}
            data={DAYS.map((value) => ({
              value,
              label: t("administration.keys.days", { days: value }),
            }))}
            onChange={(event) => begun.change({ days: event.currentTarget.value })}
          />
          <Scopes chosen={permissions} onChoose={(names) => begun.change({ permissions: names })} />
          <AreaChoice chosen={areas} onChoose={(chosen) => begun.change({ areas: chosen })} />
        </>
      )}
    </MakeForm>
  );
}

/** Nobody can give a key what they do not have. */
function Scopes(props: { chosen: readonly string[]; onChoose: (names: string[]) => void }) {
  const { t, i18n } = useTranslation();
  const { permissions } = useAccount();
  const { chosen, onChoose } = props;
  const catalogue = usePermissions();
  return (
    <Asked query={catalogue}>
      {(entries) => (
        <fieldset className={styles.group}>
          <legend>{t("administration.permissions.title")}</legend>
          {entries
            .filter((each) => permissions.includes(each.name))
            .map((each) => (
              <Checkbox
                key={each.name}
                size="xs"
                label={nameOf(each, i18n.language)}
                checked={chosen.includes(each.name)}
                onChange={(event) =>
                  onChoose(
                    event.currentTarget.checked
                      ? [...chosen, each.name]
                      : chosen.filter((name) => name !== each.name),
                  )
                }
              />
            ))}
        </fieldset>
      )}
    </Asked>
  );
}
