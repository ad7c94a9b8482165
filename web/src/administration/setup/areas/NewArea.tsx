import { Button, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { answerOf, directory, idempotencyKey } from "@/shared/api/client";
import { CodeField } from "../../parts/CodeField";
import { ItemHead } from "../../parts/ItemHead";
import styles from "../../parts/parts.module.css";
import { useCode } from "../../parts/useCode";
import { useCommand } from "../../parts/useCommand";
import { AREAS, LONGEST_NAME } from "./area";

interface Props {
  taken: readonly string[];
  onDone: (code: string | null) => void;
}

/** A new team. Its code stays: tickets, orders and accounts hold it. */
export function NewArea({ taken, onDone }: Props) {
  const { t } = useTranslation();
  const { run, isBusy, errors } = useCommand();
  const [name, setName] = useState("");
  const { code, setCode } = useCode(name, taken);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const params = { header: idempotencyKey() };
    const ask = () => answerOf(directory.POST("/api/v1/areas", { params, body: { code, name } }));
    const made = await run(ask, { done: t("setup.created", { name }), stale: [AREAS] });
    if (made) onDone(made.code);
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
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <CodeField code={code} error={errors.code} onChange={setCode} />
        <div className={styles.buttons}>
          <Button type="submit" size="xs" loading={isBusy}>
            {t("setup.areas.add")}
          </Button>
        </div>
      </form>
    </>
  );
}
