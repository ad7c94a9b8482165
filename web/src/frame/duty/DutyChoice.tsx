import { Button, NativeSelect } from "@mantine/core";
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
  const { duty, error, refetch, isOn, change } = useDuty(mayTake);
  if (!mayTake) return null;
  if (!duty) return error && <Unknown onRetry={() => void refetch()} />;
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

/** Whoever does not see whether they attend must not believe that they do. */
function Unknown({ onRetry }: { onRetry: () => void }) {
  const { t } = useTranslation();
  return (
    <span role="alert">
      <Button
        variant="default"
        size="compact-xs"
        className={styles.unknown ?? ""}
        title={t("duty.unknown")}
        onClick={onRetry}
      >
        {t("duty.label")}: {t("retry")}
      </Button>
      <span className="seen-by-readers-only">{t("duty.unknown")}</span>
    </span>
  );
}
