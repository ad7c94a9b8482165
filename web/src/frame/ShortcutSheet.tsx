import { Modal } from "@mantine/core";
import { Fragment, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { sectionsOf } from "@/administration/sections";
import { GROUPS, KEYS, type KeyName } from "@/shared/keyboard/keys";
import { useAccount } from "@/sign-in/session";
import styles from "./Frame.module.css";
import { listsOf, workplacesOf } from "./workplaces";

/** What each key does, by the same names by which they are bound. */
export function ShortcutSheet({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t("shortcuts.title")}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      <p className={styles.soft}>{t("shortcuts.detail")}</p>
      <Sheet />
    </Modal>
  );
}

const ALL_GROUPS = ["everywhere", "list", "contact"] as const;

/** Whoever has no lists is shown no keys of them. */
function Sheet() {
  const { t } = useTranslation();
  const { permissions } = useAccount();
  const screens = workplacesOf(permissions).map((each) => each.screen);
  const groups = screens.length > 0 ? ALL_GROUPS : ALL_GROUPS.slice(0, 1);
  return (
    <>
      {groups.map((group) => (
        <Part key={group} title={t(`shortcuts.groups.${group}`)}>
          {GROUPS[group].map((name) => (
            <Line key={name} name={name} does={t(`shortcuts.${name}`)} />
          ))}
        </Part>
      ))}
      <Part title={t("shortcuts.groups.places")}>
        {screens.map((screen) => (
          <Line key={screen} name={screen} does={t(`screens.${screen}`)} />
        ))}
        {listsOf(permissions).map(({ name }) => (
          <Line key={name} name={name} does={t(`nav.${name}`)} />
        ))}
        {sectionsOf(permissions).length > 0 && (
          <Line name="administration" does={t("administration.title")} />
        )}
      </Part>
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className={styles.sheetTitle}>{title}</h3>
      <dl className={styles.sheet}>{children}</dl>
    </section>
  );
}

/** Either of two keys; or two, one after the other; or both at once. */
function Line({ name, does }: { name: KeyName; does: string }) {
  const { t } = useTranslation();
  return (
    <div>
      <dt>
        {KEYS[name].map((keys, index) => (
          <Fragment key={keys}>
            {index > 0 && <span className={styles.soft}>{t("shortcuts.or")}</span>}
            {keys.split(/[ +]/).map((key) => (
              <kbd key={key}>{key}</kbd>
            ))}
          </Fragment>
        ))}
      </dt>
      <dd>{does}</dd>
    </div>
  );
}
