import { NativeSelect, TextInput } from "@mantine/core";
import { type FormEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { DeedButton } from "../parts/DeedButton";
import { ItemHead } from "../parts/ItemHead";
import styles from "../parts/parts.module.css";
import { useCommand } from "../parts/useCommand";
import { formatOf, tried, type Wish } from "./file";
import { Meanings } from "./Meanings";
import { startImport, usePresets } from "./useImports";

interface Props {
  onTried: (importId: string) => void;
  onBack: () => void;
}

/** A file, and how to read it. Nothing is written before it was tried. */
export function NewImport({ onTried, onBack }: Props) {
  const { t } = useTranslation();
  const { run, isBusy, problem } = useCommand();
  const presets = usePresets();
  const inputId = useId();
  const [file, setFile] = useState<File | null>(null);
  const [given, setGiven] = useState({ preset: "generic", source: "" });
  const format = file && formatOf(file.name);
  const tryOut = async (preset: string) => {
    if (!file || !format) return;
    const wish: Wish = { format, preset, source: given.source };
    const started = await run(() => startImport(file, wish, true));
    if (!started) return;
    tried.set({ importId: started.import_id, file, wish });
    onTried(started.import_id);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void tryOut(given.preset);
  };
  const headers = problem?.code === "wrong-headers" ? problem.facts.headers : null;
  return (
    <>
      <ItemHead title={t("administration.imports.start")} onBack={onBack} />
      <form className={styles.form} onSubmit={submit}>
        <div className={styles.field}>
          <label htmlFor={inputId}>{t("administration.imports.file")}</label>
          <input
            id={inputId}
            type="file"
            required
            accept=".csv,.txt,.xlsx,.ndjson,.jsonl"
            aria-describedby={`${inputId}-hint`}
            onChange={(event) => setFile(event.currentTarget.files?.[0] ?? null)}
          />
          <p id={`${inputId}-hint`} className={styles.soft}>
            {t("administration.imports.fileHint")}
          </p>
          {file && !format && (
            <p role="alert" className={styles.refusal}>
              {t("administration.imports.wrongFile", { name: file.name })}
            </p>
          )}
        </div>
        <NativeSelect
          label={t("administration.imports.preset")}
          description={t("administration.imports.presetHint")}
          value={given.preset}
          data={(presets.data?.items ?? [{ name: "generic" }]).map(({ name }) => name)}
          onChange={(event) => setGiven({ ...given, preset: event.currentTarget.value })}
        />
        <TextInput
          label={t("administration.imports.source")}
          description={t("administration.imports.sourceHint")}
          pattern="[A-Z0-9]{0,20}"
          maxLength={20}
          value={given.source}
          onChange={(event) => setGiven({ ...given, source: event.currentTarget.value })}
        />
        <div className={styles.buttons}>
          <DeedButton type="submit" isBusy={isBusy} isOff={!format}>
            {t("administration.imports.try")}
          </DeedButton>
        </div>
      </form>
      {Array.isArray(headers) && (
        <Meanings
          key={headers.join()}
          columns={headers.map((header) => ({ header: String(header), field: null }))}
          onSaved={(preset) => void tryOut(preset)}
        />
      )}
    </>
  );
}
