import { TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { NotLoaded } from "@/shared/ui/Notice";
import { useCities } from "@/shared/useCities";
import { WordList } from "../../parts/WordList";
import { spansOf, tidied } from "../hours/hours";
import type { HolidayFields } from "./holiday";

interface Props {
  given: HolidayFields;
  errors: Readonly<Record<string, string>>;
  onChange: (part: Partial<HolidayFields>) => void;
}

/** Which day, what is celebrated, where, and whether it is open at all. */
export function HolidayFieldset({ given, errors, onChange }: Props) {
  const { t } = useTranslation();
  const { cities, query } = useCities();
  const { hours } = given;
  const isWrong = spansOf(hours) === null;
  return (
    <>
      <TextInput
        type="date"
        label={t("setup.holidays.day")}
        required
        withAsterisk={false}
        value={given.day}
        error={errors.day}
        onChange={(event) => onChange({ day: event.currentTarget.value })}
      />
      <TextInput
        label={t("setup.holidays.name")}
        required
        withAsterisk={false}
        maxLength={200}
        autoComplete="off"
        value={given.name}
        error={errors.name}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <TextInput
        label={t("setup.holidays.hours")}
        description={t("setup.holidays.hoursHint")}
        maxLength={200}
        autoComplete="off"
        value={hours}
        error={isWrong ? t("setup.hours.wrong", { text: hours }) : errors.hours}
        onChange={(event) => onChange({ hours: event.currentTarget.value })}
        onBlur={() => tidied(hours) !== hours && onChange({ hours: tidied(hours) })}
      />
      <WordList
        label={t("setup.cities")}
        hint={`${t("setup.wordsHint")} ${t("setup.allOf")}`}
        words={given.cities}
        suggestions={cities}
        onChange={(words) => onChange({ cities: words })}
      />
      <NotLoaded query={query} what={t("setup.citiesFailed")} />
    </>
  );
}
