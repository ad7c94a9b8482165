import { Checkbox } from "@mantine/core";
import styles from "./parts.module.css";

interface Props {
  label: string;
  all: readonly { code: string; name: string; active: boolean }[];
  chosen: readonly string[];
  isLocked?: boolean;
  hint?: string;
  onChoose: (codes: string[]) => void;
}

/** Some of what has a code; what is out of use stays where it was chosen. */
export function CodeChoice({ label, all, chosen, isLocked = false, hint, onChoose }: Props) {
  const offered = all.filter((each) => each.active || chosen.includes(each.code));
  if (offered.length === 0) return null;
  return (
    <fieldset className={styles.group} disabled={isLocked}>
      <legend>{label}</legend>
      {offered.map(({ code, name }) => (
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
