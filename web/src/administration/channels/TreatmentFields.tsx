import { TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Treatment } from "./channel";

const TEXTS = ["label", "queue", "line", "reason"] as const;
const NUMBERS = ["per_second", "burst"] as const;

interface Props {
  given: Treatment;
  errors: Readonly<Record<string, string>>;
  onChange: (given: Treatment) => void;
}

/** How a channel system is treated: its name, the defaults of its contacts, how much it may bring. */
export function TreatmentFields({ given, errors, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <>
      {TEXTS.map((name) => (
        <TextInput
          key={name}
          label={t(`administration.channels.fields.${name}`)}
          required={name === "label"}
          withAsterisk={false}
          maxLength={200}
          value={given[name]}
          error={errors[name]}
          onChange={(event) => onChange({ ...given, [name]: event.currentTarget.value })}
        />
      ))}
      {NUMBERS.map((name) => (
        <TextInput
          key={name}
          type="number"
          label={t(`administration.channels.fields.${name}`)}
          required
          withAsterisk={false}
          min={1}
          step={name === "burst" ? 1 : "any"}
          value={given[name]}
          error={errors[name]}
          onChange={(event) => onChange({ ...given, [name]: event.currentTarget.value })}
        />
      ))}
    </>
  );
}
