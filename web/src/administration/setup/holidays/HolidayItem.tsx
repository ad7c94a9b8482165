import { useTranslation } from "react-i18next";
import { Clashes } from "../../parts/Clashes";
import { DeleteButton } from "../../parts/DeleteButton";
import { ItemHead } from "../../parts/ItemHead";
import styles from "../../parts/parts.module.css";
import { SaveButtons } from "../../parts/SaveButtons";
import { useEditing } from "../../parts/useEditing";
import { useSaving } from "../../parts/useSaving";
import { spansOf } from "../hours/hours";
import { SCHEDULES } from "../hours/schedule";
import { addHoliday, dropHoliday, saveHoliday } from "./commands";
import { HolidayFieldset } from "./HolidayFieldset";
import { fieldsOf, type Holiday, type HolidayFields } from "./holiday";

/** One day that is different: another day, other hours, or like its weekday after all. */
export function HolidayItem({ holiday, onBack }: { holiday: Holiday; onBack: () => void }) {
  const { t } = useTranslation();
  const { code, name, version } = holiday;
  const edit = useEditing(fieldsOf(holiday), version, `holidays.${code}`);
  const isReady = edit.isReady && spansOf(edit.given.hours) !== null;
  const { submit, isBusy, errors } = useSaving(edit, {
    done: (given) => t("administration.saved", { name: given.name }),
    save: (given, seen) => saveHoliday(code, given, seen),
    stale: [SCHEDULES],
  });
  const labelOf = (field: keyof HolidayFields) =>
    field === "cities" ? t("setup.cities") : t(`setup.holidays.${field}`);
  const say = (field: keyof HolidayFields, given: HolidayFields) => {
    if (field === "cities") return given.cities.join(", ") || t("setup.holidays.everywhere");
    return given[field] || t("setup.hours.closed");
  };
  return (
    <>
      <ItemHead title={name} onBack={onBack} />
      <form className={styles.form} onSubmit={submit}>
        <Clashes edit={edit} labelOf={labelOf} say={say} />
        <HolidayFieldset given={edit.given} errors={errors} onChange={edit.change} />
        <SaveButtons edit={{ ...edit, isReady }} isBusy={isBusy}>
          <DeleteButton
            name={name}
            drop={() => dropHoliday(code, version)}
            bringBack={() => addHoliday(code, fieldsOf(holiday))}
            stale={SCHEDULES}
            onGone={onBack}
          />
        </SaveButtons>
      </form>
    </>
  );
}
