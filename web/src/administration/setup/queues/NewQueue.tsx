import { Button } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { CodeField } from "../../parts/CodeField";
import { ItemHead } from "../../parts/ItemHead";
import styles from "../../parts/parts.module.css";
import { useCode } from "../../parts/useCode";
import { useCommand } from "../../parts/useCommand";
import { addQueue } from "./commands";
import { QueueFieldset } from "./QueueFieldset";
import { NO_QUEUE, QUEUES, type Queue } from "./queue";

interface Props {
  all: readonly Queue[];
  onDone: (code: string | null) => void;
}

/** One more queue; its code stays, since contacts keep it. */
export function NewQueue({ all, onDone }: Props) {
  const { t } = useTranslation();
  const { run, isBusy, errors } = useCommand();
  const [given, setGiven] = useState(NO_QUEUE);
  const taken = all.map((each) => each.code);
  const { code, setCode } = useCode(given.name, taken);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const made = await run(() => addQueue(code, given), {
      done: t("setup.created", { name: given.name }),
      stale: [QUEUES],
    });
    if (made) onDone(made.code);
  };
  return (
    <>
      <ItemHead title={t("setup.queues.add")} onBack={() => onDone(null)} />
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <QueueFieldset
          given={given}
          all={all}
          errors={errors}
          onChange={(part) => setGiven((each) => ({ ...each, ...part }))}
        />
        <CodeField code={code} error={errors.code} onChange={setCode} />
        <div className={styles.buttons}>
          <Button type="submit" size="xs" loading={isBusy}>
            {t("setup.queues.add")}
          </Button>
        </div>
      </form>
    </>
  );
}
