import { Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { NumberField } from "../../parts/NumberField";
import { PlacesFieldset } from "../../parts/PlacesFieldset";
import { WordList } from "../../parts/WordList";
import { MODES, type Mode, NUMBERS, type NumberName, type Queue, type QueueFields } from "./queue";

interface Props {
  given: QueueFields;
  all: readonly Queue[];
  errors: Readonly<Record<string, string>>;
  onChange: (part: Partial<QueueFields>) => void;
}

/** What a queue takes, who attends it, how it is given out, and who is called back. */
export function QueueFieldset({ given, all, errors, onChange }: Props) {
  const { t } = useTranslation();
  const skills = [...new Set(all.flatMap((each) => each.skills))];
  const number = (name: NumberName, description?: string) => (
    <NumberField
      label={t(`setup.queues.${name}`)}
      {...(description ? { description } : {})}
      bounds={NUMBERS[name]}
      value={given[name]}
      error={errors[name]}
      onChange={(value) => onChange({ [name]: value })}
    />
  );
  return (
    <>
      <TextInput
        label={t("setup.queues.name")}
        required
        withAsterisk={false}
        maxLength={200}
        autoComplete="off"
        value={given.name}
        error={errors.name}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      {number("position", t("setup.queues.positionHint"))}
      <PlacesFieldset given={given} onChange={onChange} />
      <WordList
        label={t("setup.queues.skills")}
        hint={t("setup.queues.skillsHint")}
        words={given.skills}
        suggestions={skills}
        onChange={(words) => onChange({ skills: words })}
      />
      <NativeSelect
        label={t("setup.queues.offers")}
        value={given.offers}
        data={MODES.map((value) => ({ value, label: t(`setup.queues.modes.${value}`) }))}
        onChange={(event) => onChange({ offers: event.currentTarget.value as Mode })}
      />
      {given.offers !== "off" && number("accept_seconds")}
      <Checkbox
        size="xs"
        label={t("setup.queues.callsBack")}
        checked={given.callsBack}
        onChange={(event) => onChange({ callsBack: event.currentTarget.checked })}
      />
      {given.callsBack && (
        <>
          {number("call_back_minutes")}
          {number("retry_minutes")}
          {number("call_back_attempts")}
        </>
      )}
    </>
  );
}
