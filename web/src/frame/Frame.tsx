import { Outlet } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { connection } from "@/shared/api/connection";
import { useShortcuts } from "@/shared/keyboard/shortcuts";
import { useStore } from "@/shared/store";
import { Guard } from "@/shared/ui/Guard";
import { Messages } from "@/shared/ui/messages";
import styles from "./Frame.module.css";
import { Rail } from "./Rail";
import { ShortcutSheet } from "./ShortcutSheet";
import { TopBar } from "./TopBar";
import { useCommandKey } from "./useCommandKey";
import { useGoTo } from "./useGoTo";

const loadBar = () => import("./command-bar/CommandBar");
const CommandBar = lazy(() => loadBar().then((found) => ({ default: found.CommandBar })));
const loadOutbox = () => import("@/contact-desk/attention/outbox/settle");

/** What is around every workplace. */
export function Frame() {
  const { t } = useTranslation();
  const [sheetIsOpen, setSheetOpen] = useState(false);
  const [barIsOpen, setBarOpen] = useState(false);
  useCommandKey(setBarOpen);
  // After the first screen, so that it is there when its key is pressed.
  useEffect(() => void loadBar(), []);
  // Replies that wait for the network go from wherever somebody is.
  useEffect(() => void loadOutbox().then(({ startOutbox }) => startOutbox()), []);
  const isOffline = useStore(connection) === "offline";
  useShortcuts({ ...useGoTo(), help: () => setSheetOpen(true) });
  return (
    <div className={styles.frame}>
      <a className={styles.skip} href="#workplace">
        {t("skip")}
      </a>
      <TopBar onSearch={() => setBarOpen(true)} onShortcuts={() => setSheetOpen(true)} />
      <Rail />
      <main id="workplace" className={styles.workplace} tabIndex={-1}>
        {isOffline && (
          <p className={styles.offline} role="status">
            {t("connection.offlineDetail")}
          </p>
        )}
        <Guard>
          <Outlet />
        </Guard>
      </main>
      <Messages />
      <Suspense fallback={null}>
        <CommandBar
          isOpen={barIsOpen}
          onClose={() => setBarOpen(false)}
          onShortcuts={() => setSheetOpen(true)}
        />
      </Suspense>
      <ShortcutSheet isOpen={sheetIsOpen} onClose={() => setSheetOpen(false)} />
    </div>
  );
}
