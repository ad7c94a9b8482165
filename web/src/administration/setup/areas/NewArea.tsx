import { TextInput } from "@mantine/core";
import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { answerOf, directory } from "@/shared/api/client";
import { CodeField } from "../../parts/CodeField";
import { codeOf } from "../../parts/code";
import { ItemHead } from "../../parts/ItemHead";
import { MakeButtons } from "../../parts/MakeButtons";
import styles from "../../parts/parts.module.css";
import { useBegun } from "../../parts/useBegun";
import { useCommand } from "../../parts/useCommand";
import { AREAS, LONGEST_NAME } from "./area";

const NEW = { name: "", code: null as string | null };

interface Props {
  taken: readonly string[];
  onDone: (code: string | null) => void;
}

/** A new team. Its code stays: tickets, orders and accounts hold it. */
export function NewArea({ taken, onDone }: Props) {
  const { t } = useTranslation();
  const { run, isBusy, errors } = useCommand();
  const begun = useBegun("areas", NEW);
  const { name } = begun.given;
  const code = begun.given.code ?? codeOf(name, taken);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    // Though the list may have it already: asking again is for the same one.
    begun.change({ code });
    const body = { code, name };
    const params = { header: { "Idempotency-Key": begun.keyFor(body) } };
    const made = await run(() => answerOf(directory.POST("/api/v1/areas", { params, body })), {
      done: t("setup.created", { name }),
      stale: [AREAS],
      failed: begun.failed,
    });
    if (!made) return;
    begun.forget();
    onDone(made.code);
  };
  return (
    <>
      <ItemHead title={t("setup.areas.add")} onBack={() => onDone(null)} />
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <TextInput
          label={t("administration.name")}
          required
          withAsterisk={false}
          maxLength={LONGEST_NAME}
          autoComplete="off"
          value={name}
          error={errors.name}
          onChange={(event) => begun.change({ name: event.currentTarget.value })}
        />
        <CodeField
          code={code}
          error={errors.code}
          onChange={(next) => begun.change({ code: next })}
        />
        <MakeButtons begun={begun} isBusy={isBusy} label={t("setup.areas.add")} />
      </form>
    </>
  );
}
