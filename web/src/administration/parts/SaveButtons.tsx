import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
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
      <Button type="submit" size="xs" loading={isBusy} disabled={!edit.isReady}>
        {label ?? t("administration.save")}
      </Button>
      {edit.changed.length > 0 && (
        <Button size="xs" variant="subtle" onClick={edit.undo}>
          {t("undo")}
        </Button>
      )}
      {children}
    </div>
  );
}
