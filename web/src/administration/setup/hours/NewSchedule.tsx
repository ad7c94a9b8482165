import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { CodeField } from "../../parts/CodeField";
import { codeOf } from "../../parts/code";
import { ItemHead } from "../../parts/ItemHead";
import { MakeButtons } from "../../parts/MakeButtons";
import styles from "../../parts/parts.module.css";
import { useBegun } from "../../parts/useBegun";
import { useCommand } from "../../parts/useCommand";
import { addSchedule } from "./commands";
import { wrongIn } from "./hours";
import { ScheduleFieldset } from "./ScheduleFieldset";
import { NO_SCHEDULE, SCHEDULES } from "./schedule";

const NEW = { ...NO_SCHEDULE, code: null as string | null };

interface Props {
  taken: readonly string[];
  onDone: (code: string | null) => void;
}

/** More hours, for some places or for all. */
export function NewSchedule({ taken, onDone }: Props) {
  const { t } = useTranslation();
  const { run, isBusy, errors } = useCommand();
  const begun = useBegun("hours", NEW);
  const { code: typed, ...given } = begun.given;
  const code = typed ?? codeOf(given.name, taken);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    // Though the list may have it already: asking again is for the same one.
    begun.change({ code });
    const made = await run(() => addSchedule(code, given, begun.keyFor([code, given])), {
      done: t("setup.created", { name: given.name }),
      stale: [SCHEDULES],
      failed: begun.failed,
    });
    if (!made) return;
    begun.forget();
    onDone(made.code);
  };
  return (
    <>
      <ItemHead title={t("setup.hours.add")} onBack={() => onDone(null)} />
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <ScheduleFieldset given={given} errors={errors} onChange={begun.change} />
        <CodeField
          code={code}
          error={errors.code}
          onChange={(next) => begun.change({ code: next })}
        />
        <MakeButtons
          begun={begun}
          isBusy={isBusy}
          label={t("setup.hours.add")}
          isReady={wrongIn(given).length === 0}
        />
      </form>
    </>
  );
}
