import { TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { PlacesFieldset } from "../../parts/PlacesFieldset";
import type { ScheduleFields } from "./schedule";
import { WeekGrid } from "./WeekGrid";

interface Props {
  given: ScheduleFields;
  errors: Readonly<Record<string, string>>;
  onChange: (part: Partial<ScheduleFields>) => void;
}

/** When it is open, and of what that holds. */
export function ScheduleFieldset({ given, errors, onChange }: Props) {
  const { t } = useTranslation();
  const text = (name: "name" | "time_zone", label: string) => ({
    label,
    maxLength: 200,
    autoComplete: "off",
    value: given[name],
    error: errors[name],
    onChange: (event: { currentTarget: HTMLInputElement }) =>
      onChange({ [name]: event.currentTarget.value }),
  });
  return (
    <>
      <TextInput {...text("name", t("setup.hours.name"))} required withAsterisk={false} />
      <WeekGrid week={given} onChange={onChange} />
      <PlacesFieldset given={given} onChange={onChange} />
      <TextInput
        {...text("time_zone", t("setup.hours.zone"))}
        description={t("setup.hours.zoneHint")}
        spellCheck={false}
      />
    </>
  );
}
