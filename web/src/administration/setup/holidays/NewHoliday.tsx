import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { CodeField } from "../../parts/CodeField";
import { codeOf } from "../../parts/code";
import { ItemHead } from "../../parts/ItemHead";
import { MakeButtons } from "../../parts/MakeButtons";
import styles from "../../parts/parts.module.css";
import { useBegun } from "../../parts/useBegun";
import { useCommand } from "../../parts/useCommand";
import { spansOf } from "../hours/hours";
import { SCHEDULES } from "../hours/schedule";
import { addHoliday } from "./commands";
import { HolidayFieldset } from "./HolidayFieldset";
import { NO_HOLIDAY } from "./holiday";

const NEW = { ...NO_HOLIDAY, code: null as string | null };

interface Props {
  taken: readonly string[];
  onDone: (code: string | null) => void;
}

/** One more day that is different. */
export function NewHoliday({ taken, onDone }: Props) {
  const { t } = useTranslation();
  const { run, isBusy, errors } = useCommand();
  const begun = useBegun("holidays", NEW);
  const { code: typed, ...given } = begun.given;
  // The same feast comes every year: the day tells one from the other.
  const code = typed ?? codeOf(given.name && `${given.name} ${given.day}`, taken);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    // Though the list may have it already: asking again is for the same one.
    begun.change({ code });
    const made = await run(() => addHoliday(code, given, begun.keyFor([code, given])), {
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
      <ItemHead title={t("setup.holidays.add")} onBack={() => onDone(null)} />
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <HolidayFieldset given={given} errors={errors} onChange={begun.change} />
        <CodeField
          code={code}
          error={errors.code}
          onChange={(next) => begun.change({ code: next })}
        />
        <MakeButtons
          begun={begun}
          isBusy={isBusy}
          label={t("setup.holidays.add")}
          isReady={spansOf(given.hours) !== null}
        />
      </form>
    </>
  );
}
