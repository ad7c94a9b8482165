import { Button } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { CodeField } from "../../parts/CodeField";
import { ItemHead } from "../../parts/ItemHead";
import styles from "../../parts/parts.module.css";
import { useCode } from "../../parts/useCode";
import { useCommand } from "../../parts/useCommand";
import { spansOf } from "../hours/hours";
import { SCHEDULES } from "../hours/schedule";
import { addHoliday } from "./commands";
import { HolidayFieldset } from "./HolidayFieldset";
import { NO_HOLIDAY } from "./holiday";

interface Props {
  taken: readonly string[];
  onDone: (code: string | null) => void;
}

/** One more day that is different. */
export function NewHoliday({ taken, onDone }: Props) {
  const { t } = useTranslation();
  const { run, isBusy, errors } = useCommand();
  const [given, setGiven] = useState(NO_HOLIDAY);
  // The same feast comes every year: the day tells one from the other.
  const { code, setCode } = useCode(given.name && `${given.name} ${given.day}`, taken);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const made = await run(() => addHoliday(code, given), {
      done: t("setup.created", { name: given.name }),
      stale: [SCHEDULES],
    });
    if (made) onDone(made.code);
  };
  return (
    <>
      <ItemHead title={t("setup.holidays.add")} onBack={() => onDone(null)} />
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <HolidayFieldset
          given={given}
          errors={errors}
          onChange={(part) => setGiven((each) => ({ ...each, ...part }))}
        />
        <CodeField code={code} error={errors.code} onChange={setCode} />
        <div className={styles.buttons}>
          <Button type="submit" size="xs" loading={isBusy} disabled={spansOf(given.hours) === null}>
            {t("setup.holidays.add")}
          </Button>
        </div>
      </form>
    </>
  );
}
