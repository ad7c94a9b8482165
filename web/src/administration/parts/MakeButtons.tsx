import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { DeedButton } from "./DeedButton";
import styles from "./parts.module.css";
import type { Begun } from "./useBegun";

interface Props<F extends object> {
  begun: Begun<F>;
  isBusy: boolean;
  label: string;
  isReady?: boolean;
}

/** Makes what a form describes, or takes back what was written of it. */
export function MakeButtons<F extends object>({ begun, isBusy, label, isReady = true }: Props<F>) {
  const { t } = useTranslation();
  return (
    <div className={styles.buttons}>
      <DeedButton type="submit" isBusy={isBusy} isOff={!isReady}>
        {label}
      </DeedButton>
      {begun.isBegun && (
        <Button size="xs" variant="subtle" onClick={begun.undo}>
          {t("undo")}
        </Button>
      )}
    </div>
  );
}
