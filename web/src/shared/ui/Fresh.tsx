import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import styles from "./Fresh.module.css";

interface Props {
  count: number;
  onShow: () => void;
}

/** Over a list: how many new rows wait until somebody lets them in. */
export function Fresh({ count, onShow }: Props) {
  const { t } = useTranslation();
  if (count === 0) return null;
  return (
    <div className={styles.place}>
      <Button className={styles.fresh ?? ""} size="compact-sm" radius="xl" onClick={onShow}>
        {t("list.fresh", { count })} · {t("list.letIn")}
      </Button>
    </div>
  );
}
