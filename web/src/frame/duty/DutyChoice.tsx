import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useMay } from "@/sign-in/session";
import styles from "./Duty.module.css";
import type { Duty } from "./moments";
import { Offers } from "./Offers";
import { DUTIES, useDuty } from "./useDuty";

/** Whether I attend now (I05), and what is offered to me while I do. */
export function DutyChoice() {
  const { t } = useTranslation();
  const mayTake = useMay("contacts.take");
  const { duty, isOn, change } = useDuty(mayTake);
  if (!mayTake || !duty) return null;
  return (
    <>
      <NativeSelect
        className={styles.choice ?? ""}
        size="xs"
        aria-label={t("duty.label")}
        data-duty={duty.state}
        value={duty.state}
        data={DUTIES.map((value) => ({ value, label: t(`duty.states.${value}`) }))}
        onChange={(event) => void change(event.currentTarget.value as Duty["state"])}
      />
      {isOn && <Offers />}
    </>
  );
}
