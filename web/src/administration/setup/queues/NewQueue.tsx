import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { CodeField } from "../../parts/CodeField";
import { codeOf } from "../../parts/code";
import { ItemHead } from "../../parts/ItemHead";
import { MakeButtons } from "../../parts/MakeButtons";
import styles from "../../parts/parts.module.css";
import { useBegun } from "../../parts/useBegun";
import { useCommand } from "../../parts/useCommand";
import { addQueue } from "./commands";
import { QueueFieldset } from "./QueueFieldset";
import { NO_QUEUE, QUEUES, type Queue } from "./queue";

const NEW = { ...NO_QUEUE, code: null as string | null };

interface Props {
  all: readonly Queue[];
  onDone: (code: string | null) => void;
}

/** One more queue; its code stays, since contacts keep it. */
export function NewQueue({ all, onDone }: Props) {
  const { t } = useTranslation();
  const { run, isBusy, errors } = useCommand();
  const begun = useBegun("queues", NEW);
  const { code: typed, ...given } = begun.given;
  const taken = all.map((each) => each.code);
  const code = typed ?? codeOf(given.name, taken);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    // Though the list may have it already: asking again is for the same one.
    begun.change({ code });
    const made = await run(() => addQueue(code, given, begun.keyFor([code, given])), {
      done: t("setup.created", { name: given.name }),
      stale: [QUEUES],
      failed: begun.failed,
    });
    if (!made) return;
    begun.forget();
    onDone(made.code);
  };
  return (
    <>
      <ItemHead title={t("setup.queues.add")} onBack={() => onDone(null)} />
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <QueueFieldset given={given} all={all} errors={errors} onChange={begun.change} />
        <CodeField
          code={code}
          error={errors.code}
          onChange={(next) => begun.change({ code: next })}
        />
        <MakeButtons begun={begun} isBusy={isBusy} label={t("setup.queues.add")} />
      </form>
    </>
  );
}
