import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { type Chosen, isOnItsWay, sizeOf } from "./chosen";
import styles from "./files.module.css";
import { canTryAgain, drop, tryAgain } from "./store";

/** What goes with the next reply, how far each has come, and why one does not go. */
export function FileList({ files }: { files: readonly Chosen[] }) {
  const { t, i18n } = useTranslation();
  if (files.length === 0) return null;
  return (
    <ul className={styles.files} aria-label={t("attending.files.title")}>
      {files.map((each) => (
        <li key={each.key} className={styles.file}>
          <span className={styles.name}>
            <bdi>{each.name}</bdi>
            <span className={styles.size}>
              {sizeOf(each.size, i18n.language)}
              {each.sent && ` · ${t("attending.files.ready")}`}
            </span>
            {each.refusal !== null && (
              <span role="alert" className={styles.refusal}>
                {each.refusal}
              </span>
            )}
          </span>
          {isOnItsWay(each) && (
            <progress
              value={each.part}
              aria-label={t("attending.files.sending", { name: each.name })}
            />
          )}
          {each.refusal !== null && canTryAgain(each.key) && (
            <Button size="compact-xs" variant="default" onClick={() => tryAgain(each.key)}>
              {t("retry")}
            </Button>
          )}
          <Button
            size="compact-xs"
            variant="default"
            aria-label={t("attending.files.dropThis", { name: each.name })}
            onClick={() => drop(each.key)}
          >
            {t("attending.files.drop")}
          </Button>
        </li>
      ))}
    </ul>
  );
}
