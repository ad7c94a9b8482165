import { Checkbox } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Failed } from "@/shared/ui/Notice";
import { useAreas } from "@/shared/useAreas";
import styles from "../parts/parts.module.css";

interface Props {
  chosen: readonly string[];
  isLocked?: boolean;
  hint?: string;
  onChoose: (areas: string[]) => void;
}

/** Which areas somebody is in: those that are switched off stay where they were chosen. */
export function AreaChoice({ chosen, isLocked = false, hint, onChoose }: Props) {
  const { t } = useTranslation();
  const { data, error, refetch } = useAreas();
  if (error && !data) return <Failed error={error} onRetry={() => void refetch()} />;
  const open = (data ?? []).filter((each) => each.active || chosen.includes(each.code));
  if (open.length === 0) return null;
  return (
    <fieldset className={styles.group} disabled={isLocked}>
      <legend>{t("administration.areas")}</legend>
      {open.map(({ code, name }) => (
        <Checkbox
          key={code}
          size="xs"
          label={name}
          checked={chosen.includes(code)}
          onChange={(event) =>
            onChoose(
              event.currentTarget.checked
                ? [...chosen, code]
                : chosen.filter((each) => each !== code),
            )
          }
        />
      ))}
      {hint && <small className={styles.soft}>{hint}</small>}
    </fieldset>
  );
}
