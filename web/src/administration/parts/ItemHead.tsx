import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "@/shared/ui/icons";
import styles from "./parts.module.css";

/** What is open, and the way back to the list. */
export function ItemHead(props: { title: string; onBack: () => void; children?: ReactNode }) {
  const { t } = useTranslation();
  return (
    <header className={styles.itemHead}>
      <Button
        size="compact-xs"
        variant="subtle"
        leftSection={<Icon name="back" size={14} />}
        onClick={props.onBack}
      >
        {t("attention.back")}
      </Button>
      <h2>
        <bdi>{props.title}</bdi>
      </h2>
      {props.children}
    </header>
  );
}
