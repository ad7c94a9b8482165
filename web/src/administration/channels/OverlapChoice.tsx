import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";

const OVERLAPS = ["0", "24", "168"] as const;

/** Chosen where nobody chose. */
export const USUAL_OVERLAP = "24";

interface Props {
  value: string;
  onChange: (hours: string) => void;
}

/** How long the present key goes on beside the next, in hours. */
export function OverlapChoice({ value, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <NativeSelect
      size="xs"
      aria-label={t("administration.keys.overlap")}
      value={value}
      data={OVERLAPS.map((hours) => ({
        value: hours,
        label: t(`administration.keys.overlaps.${hours}`),
      }))}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
