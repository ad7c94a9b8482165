import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";

interface Props {
  name: string;
  value: string | undefined;
  options: readonly { value: string; label: string; disabled?: boolean }[];
  className?: string;
  onChoose: (value: string | undefined) => void;
}

/** One of them, or all. What an address names stays chosen, whatever can be chosen. */
export function Choice({ name, value = "", options, className = "", onChoose }: Props) {
  const { t } = useTranslation();
  const isStrange = value !== "" && !options.some((each) => each.value === value);
  return (
    <NativeSelect
      size="xs"
      className={className}
      aria-label={name}
      value={value}
      data={[
        { value: "", label: `${name}: ${t("list.all")}` },
        ...options,
        ...(isStrange ? [{ value, label: value }] : []),
      ]}
      onChange={({ currentTarget }) => onChoose(currentTarget.value || undefined)}
    />
  );
}
