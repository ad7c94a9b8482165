import { Button } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { CodeField } from "../../parts/CodeField";
import { ItemHead } from "../../parts/ItemHead";
import styles from "../../parts/parts.module.css";
import { useCode } from "../../parts/useCode";
import { useCommand } from "../../parts/useCommand";
import { addSchedule } from "./commands";
import { wrongIn } from "./hours";
import { ScheduleFieldset } from "./ScheduleFieldset";
import { NO_SCHEDULE, SCHEDULES } from "./schedule";

interface Props {
  taken: readonly string[];
  onDone: (code: string | null) => void;
}

/** More hours, for some places or for all. */
export function NewSchedule({ taken, onDone }: Props) {
  const { t } = useTranslation();
  const { run, isBusy, errors } = useCommand();
  const [given, setGiven] = useState(NO_SCHEDULE);
  const { code, setCode } = useCode(given.name, taken);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const made = await run(() => addSchedule(code, given), {
      done: t("setup.created", { name: given.name }),
      stale: [SCHEDULES],
    });
    if (made) onDone(made.code);
  };
  return (
    <>
      <ItemHead title={t("setup.hours.add")} onBack={() => onDone(null)} />
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <ScheduleFieldset
          given={given}
          errors={errors}
          onChange={(part) => setGiven((each) => ({ ...each, ...part }))}
        />
        <CodeField code={code} error={errors.code} onChange={setCode} />
        <div className={styles.buttons}>
          <Button type="submit" size="xs" loading={isBusy} disabled={wrongIn(given).length > 0}>
            {t("setup.hours.add")}
          </Button>
        </div>
      </form>
    </>
  );
}
