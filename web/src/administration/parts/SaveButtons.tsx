import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { DeedButton } from "./DeedButton";
import styles from "./parts.module.css";
import type { Edit } from "./useEditing";

interface Props<F extends object> {
  edit: Edit<F>;
  isBusy: boolean;
  label?: string;
  children?: ReactNode;
}

/** Saves a form, or takes back what was typed; beside it what else can be done. */
export function SaveButtons<F extends object>({ edit, isBusy, label, children }: Props<F>) {
  const { t } = useTranslation();
  return (
    <div className={styles.buttons}>
      <DeedButton type="submit" isBusy={isBusy} isOff={!edit.isReady}>
        {label ?? t("administration.save")}
      </DeedButton>
      {edit.changed.length > 0 && (
        <>
          <Button size="xs" variant="subtle" onClick={edit.undo}>
            {t("undo")}
          </Button>
          <span className={styles.soft}>{t("setup.unsaved")}</span>
        </>
      )}
      {children}
    </div>
  );
}
