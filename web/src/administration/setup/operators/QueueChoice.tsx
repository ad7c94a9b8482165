import { Checkbox } from "@mantine/core";
import { useTranslation } from "react-i18next";
import styles from "../../parts/parts.module.css";
import type { Queue } from "../queues/queue";

interface Props {
  all: readonly Queue[];
  chosen: readonly string[];
  onChoose: (codes: string[]) => void;
}

/** Some of the queues; those out of use stay where they were chosen. */
export function QueueChoice({ all, chosen, onChoose }: Props) {
  const { t } = useTranslation();
  return (
    <fieldset className={styles.group}>
      <legend>{t("setup.operators.queues")}</legend>
      {all
        .filter((each) => each.active || chosen.includes(each.code))
        .map(({ code, name }) => (
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
      <small className={styles.soft}>{t("setup.operators.queuesHint")}</small>
    </fieldset>
  );
}
