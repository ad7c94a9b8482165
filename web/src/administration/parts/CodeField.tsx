import { TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

interface Props {
  code: string;
  error: string | undefined;
  onChange: (part: { code: string }) => void;
}

/** By what something new is known for ever: proposed by its name, and open to be another. */
export function CodeField({ code, error, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <TextInput
      label={t("setup.code")}
      description={t("setup.codeHint")}
      required
      withAsterisk={false}
      pattern="[a-z0-9][a-z0-9\-]{0,59}"
      maxLength={60}
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      value={code}
      error={error}
      onChange={(event) => onChange({ code: event.currentTarget.value })}
    />
  );
}
