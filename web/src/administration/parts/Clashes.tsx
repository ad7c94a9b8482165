import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import styles from "./parts.module.css";
import type { Edit } from "./useEditing";

interface Props<F extends object> {
  edit: Edit<F>;
  labelOf: (name: keyof F) => string;
  /** A value in words. */
  say: (name: keyof F, fields: F) => string;
}

/** What to know before it is saved: that it was begun before and never was; and what two have
 * changed, each in another way: both are shown, and somebody decides. */
export function Clashes<F extends object>({ edit, labelOf, say }: Props<F>) {
  const { t } = useTranslation();
  if (edit.clashes.length === 0) {
    return edit.isResumed ? (
      <p role="status" className={styles.resumed}>
        {t("setup.resumed")}
      </p>
    ) : null;
  }
  return (
    <section className={styles.clashes} aria-label={t("setup.clash.title")}>
      <p role="alert">{t("setup.clash.detail")}</p>
      {edit.clashes.map((name) => (
        <fieldset key={String(name)} className={styles.clash}>
          <legend>{labelOf(name)}</legend>
          <dl className={styles.facts}>
            <dt>{t("setup.clash.theirs")}</dt>
            <dd>
              <bdi>{say(name, edit.before) || t("setup.clash.nothing")}</bdi>
            </dd>
            <dt>{t("setup.clash.mine")}</dt>
            <dd>
              <bdi>{say(name, edit.given) || t("setup.clash.nothing")}</bdi>
            </dd>
          </dl>
          <div className={styles.buttons}>
            <Button size="compact-sm" variant="default" onClick={() => edit.settle(name, "theirs")}>
              {t("setup.clash.keepTheirs")}
            </Button>
            <Button size="compact-sm" variant="default" onClick={() => edit.settle(name, "mine")}>
              {t("setup.clash.useMine")}
            </Button>
          </div>
        </fieldset>
      ))}
    </section>
  );
}
