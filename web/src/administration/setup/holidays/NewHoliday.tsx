import { useTranslation } from "react-i18next";
import { CodeField } from "../../parts/CodeField";
import { codeOf } from "../../parts/code";
import { MakeForm } from "../../parts/MakeForm";
import { useBegun } from "../../parts/useBegun";
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
  const begun = useBegun("holidays", NEW);
  const { code: typed, ...given } = begun.given;
  // The same feast comes every year: the day tells one from the other.
  const code = typed ?? codeOf(given.name && `${given.name} ${given.day}`, taken);
  return (
    <MakeForm
      title={t("setup.holidays.add")}
      begun={begun}
      proposed={{ code }}
      what={[code, given]}
      make={(key) => addHoliday(code, given, key)}
      done={t("setup.created", { name: given.name })}
      stale={[SCHEDULES]}
      onMade={(made) => onDone(made.code)}
      onBack={() => onDone(null)}
      isReady={spansOf(given.hours) !== null}
    >
      {(errors) => (
        <>
          <HolidayFieldset given={given} errors={errors} onChange={begun.change} />
          <CodeField code={code} error={errors.code} onChange={begun.change} />
        </>
      )}
    </MakeForm>
  );
}
