import { useTranslation } from "react-i18next";
import { CodeField } from "../../parts/CodeField";
import { codeOf } from "../../parts/code";
import { MakeForm } from "../../parts/MakeForm";
import { useBegun } from "../../parts/useBegun";
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
  const begun = useBegun("hours", NEW);
  const { code: typed, ...given } = begun.given;
  const code = typed ?? codeOf(given.name, taken);
  return (
    <MakeForm
      title={t("setup.hours.add")}
      begun={begun}
      proposed={{ code }}
      what={[code, given]}
      make={(key) => addSchedule(code, given, key)}
      done={t("setup.created", { name: given.name })}
      stale={[SCHEDULES]}
      onMade={(made) => onDone(made.code)}
      onBack={() => onDone(null)}
      isReady={wrongIn(given).length === 0}
    >
      {(errors) => (
        <>
          <ScheduleFieldset given={given} errors={errors} onChange={begun.change} />
          <CodeField code={code} error={errors.code} onChange={begun.change} />
        </>
      )}
    </MakeForm>
  );
}
