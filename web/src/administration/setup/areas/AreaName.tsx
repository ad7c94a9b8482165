import { TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { LONGEST_NAME } from "./area";

interface Props {
  name: string;
  error: string | undefined;
  onChange: (part: { name: string }) => void;
}

/** What a team is called. */
export function AreaName({ name, error, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <TextInput
      label={t("administration.name")}
      required
      withAsterisk={false}
      maxLength={LONGEST_NAME}
      autoComplete="off"
      value={name}
      error={error}
      onChange={(event) => onChange({ name: event.currentTarget.value })}
    />
  );
}
