import { NativeSelect, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Table } from "@/shared/ui/Table";
import { Asked } from "../parts/Asked";
import { DeedButton } from "../parts/DeedButton";
import styles from "../parts/parts.module.css";
import { useCommand } from "../parts/useCommand";
import { type Column, meaningOf } from "./file";
import { useFieldNames } from "./useFieldNames";
import { savePreset, usePresets } from "./useImports";

interface Props {
  columns: readonly Column[];
  /** With the name under which it is kept. */
  onSaved: (preset: string) => void;
}

/** Which column fills which field; kept under a name for the next file of this kind. */
export function Meanings({ columns, onSaved }: Props) {
  const { t } = useTranslation();
  const { run, isBusy, errors } = useCommand();
  const presets = usePresets();
  const nameOf = useFieldNames();
  const [chosen, setChosen] = useState(columns);
  const [name, setName] = useState("");
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const saved = await run(() => savePreset(name, meaningOf(chosen)), {
      done: t("administration.saved", { name }),
      stale: [["administration", "presets"]],
    });
    if (saved) onSaved(name);
  };
  const head = [t("administration.imports.column"), t("administration.imports.field")];
  return (
    <form className={styles.form} onSubmit={submit}>
      <Asked query={presets}>
        {({ fields }) => (
          <Table label={t("administration.imports.columns")} head={head}>
            {chosen.map(({ header, field }, place) => (
              <tr key={header}>
                <th scope="row">{header}</th>
                <td>
                  <NativeSelect
                    size="xs"
                    aria-label={`${t("administration.imports.field")}: ${header}`}
                    value={field ?? ""}
                    data={[
                      { value: "", label: t("administration.imports.leftOut") },
                      ...fields.map((each) => ({ value: each, label: nameOf(each) })),
                    ]}
                    onChange={(event) =>
                      setChosen(
                        chosen.with(place, { header, field: event.currentTarget.value || null }),
                      )
                    }
                  />
                </td>
              </tr>
            ))}
          </Table>
        )}
      </Asked>
      <TextInput
        label={t("administration.imports.presetName")}
        description={t("administration.imports.presetNameHint")}
        required
        withAsterisk={false}
        pattern="[a-z0-9][a-z0-9\-]{0,39}"
        maxLength={40}
        value={name}
        error={errors.name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <div className={styles.buttons}>
        <DeedButton type="submit" isBusy={isBusy}>
          {t("administration.imports.saveAndTry")}
        </DeedButton>
      </div>
    </form>
  );
}
