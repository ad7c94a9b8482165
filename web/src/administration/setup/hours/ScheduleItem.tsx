import { useTranslation } from "react-i18next";
import { Clashes } from "../../parts/Clashes";
import { DeleteButton } from "../../parts/DeleteButton";
import { ItemHead } from "../../parts/ItemHead";
import styles from "../../parts/parts.module.css";
import { SaveButtons } from "../../parts/SaveButtons";
import { useEditing } from "../../parts/useEditing";
import { useSaving } from "../../parts/useSaving";
import { addSchedule, dropSchedule, saveSchedule } from "./commands";
import { wrongIn } from "./hours";
import { ScheduleFieldset } from "./ScheduleFieldset";
import { fieldsOf, SCHEDULES, type Schedule } from "./schedule";
import { useScheduleSayings } from "./useScheduleSayings";

/** One schedule: other hours, other places, or none any more. */
export function ScheduleItem(props: { schedule: Schedule; onBack: () => void }) {
  const { t } = useTranslation();
  const { schedule, onBack } = props;
  const { code, name, version } = schedule;
  const { labelOf, say } = useScheduleSayings();
  const edit = useEditing(fieldsOf(schedule), version, `hours.${code}`);
  const isWrong = wrongIn(edit.given).length > 0;
  const { submit, isBusy, errors } = useSaving(edit, {
    done: (given) => t("administration.saved", { name: given.name }),
    save: (given, seen) => saveSchedule(code, given, seen),
    stale: [SCHEDULES],
  });
  return (
    <>
      <ItemHead title={name} onBack={onBack} />
      <form className={styles.form} onSubmit={submit}>
        <Clashes edit={edit} labelOf={labelOf} say={say} />
        <ScheduleFieldset given={edit.given} errors={errors} onChange={edit.change} />
        <SaveButtons edit={{ ...edit, isReady: edit.isReady && !isWrong }} isBusy={isBusy}>
          <DeleteButton
            name={name}
            drop={() => dropSchedule(code, version)}
            bringBack={() => addSchedule(code, fieldsOf(schedule))}
            stale={SCHEDULES}
            onGone={onBack}
          />
        </SaveButtons>
        <p className={styles.soft}>{t("setup.hours.deleteDetail")}</p>
      </form>
    </>
  );
}
