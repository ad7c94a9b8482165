import { Button, Menu } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { liveState } from "@/contact-desk/live-state";
import { connection } from "@/shared/api/connection";
import { useStore } from "@/shared/store";
import { useAbout } from "@/shared/useAbout";
import { leave, useAccount } from "@/sign-in/session";
import { DensityChoice, LanguageChoice, ThemeChoice } from "./choices";
import { DutyChoice } from "./duty/DutyChoice";
import styles from "./Frame.module.css";

interface Props {
  onSearch: () => void;
  onShortcuts: () => void;
}

export function TopBar({ onSearch, onShortcuts }: Props) {
  const { t } = useTranslation();
  return (
    <header className={styles.bar}>
      <Link to="/" className={styles.brand ?? ""}>
        <img src="/console/tero.svg" width={22} height={22} alt="" />
        <span>Tero</span>
      </Link>
      <button
        type="button"
        className={styles.search}
        aria-keyshortcuts="Control+K"
        onClick={onSearch}
      >
        {t("commandBar.open")} <kbd>Ctrl K</kbd>
      </button>
      <ConnectionState />
      <DutyChoice />
      <PersonMenu onShortcuts={onShortcuts} />
    </header>
  );
}

/** How fresh what one sees is. */
function ConnectionState() {
  const { t } = useTranslation();
  const isOffline = useStore(connection) === "offline";
  const live = useStore(liveState);
  const state = isOffline ? "offline" : live;
  if (state === null) return <span className={styles.connection} />;
  return (
    <span className={styles.connection} data-connection={state} role="status">
      {t(`connection.${state}`)}
    </span>
  );
}

function PersonMenu({ onShortcuts }: { onShortcuts: () => void }) {
  const { t } = useTranslation();
  const { name, login, role } = useAccount();
  const about = useAbout();
  const roleName = t(`roles.${role as "operator"}`, { defaultValue: role });
  return (
    <Menu position="bottom-end" width={280} trapFocus={false}>
      <Menu.Target>
        <Button variant="subtle" color="gray" size="compact-md">
          <span className="seen-by-readers-only">{t("settings.label")}: </span>
          <bdi className={styles.person}>{name}</bdi>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={styles.who}>
          <bdi>{name}</bdi>
          <span className={styles.soft}>
            {login} · {roleName}
          </span>
        </div>
        <div className={styles.choices}>
          <LanguageChoice />
          <ThemeChoice />
          <DensityChoice />
        </div>
        <Menu.Item onClick={onShortcuts}>{t("settings.shortcuts")} (?)</Menu.Item>
        {about?.help_url && (
          <Menu.Item component="a" href={about.help_url} target="_blank" rel="noreferrer">
            {t("help.link")}
          </Menu.Item>
        )}
        <Menu.Item onClick={() => void leave()}>{t("settings.signOut")}</Menu.Item>
        <p className={styles.version}>
          {t("settings.version", { version: about?.version ?? __VERSION__ })}
        </p>
      </Menu.Dropdown>
    </Menu>
  );
}
