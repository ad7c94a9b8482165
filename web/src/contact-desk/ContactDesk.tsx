import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { type CSSProperties, lazy, Suspense, useCallback, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { settings } from "@/shared/settings";
import { useStore } from "@/shared/store";
import { Guard } from "@/shared/ui/Guard";
import { Empty, Loading } from "@/shared/ui/Notice";
import styles from "./ContactDesk.module.css";
import { ContactList } from "./ContactList";
import { Divider } from "./Divider";
import type { Filters } from "./filters";
import { loadAttention } from "./load-attention";
import { isScreen } from "./screens";

/** Where in a contact somebody wants to be. */
export type Focus = "finish" | "ticket" | "link" | "transcript";

const Attention = lazy(() => loadAttention().then((found) => ({ default: found.Attention })));

/** A list, and beside it the contact that is open; both are in the address. */
export function ContactDesk() {
  const { t } = useTranslation();
  const { screen, contactId } = useParams({ strict: false });
  const filters: Filters = useSearch({ strict: false });
  const navigate = useNavigate({ from: "/contacts/$screen" });
  const { listWidth } = useStore(settings);
  const known = screen !== undefined && isScreen(screen) ? screen : null;

  // After the list, so that it is there when a contact is opened.
  useEffect(() => void loadAttention(), []);
  useEffect(() => {
    if (known) document.title = `${t(`screens.${known}`)} · Tero`;
  }, [known, t]);

  const open = useCallback(
    (id: string, focus?: Focus) => {
      if (!known) return;
      void navigate({
        to: "/contacts/$screen/$contactId",
        params: { screen: known, contactId: id },
        search: (before: Filters) => before,
        hash: focus ?? "",
        resetScroll: false,
      });
    },
    [navigate, known],
  );
  const close = useCallback(() => {
    if (!known) return;
    void navigate({
      to: "/contacts/$screen",
      params: { screen: known },
      search: (before: Filters) => before,
    });
  }, [navigate, known]);

  if (!known) return <Empty title={t("notFound.title")} detail={t("notFound.detail")} />;
  return (
    <div
      className={styles.desk}
      data-open={contactId !== undefined || undefined}
      style={{ "--list-width": `${listWidth}rem` } as CSSProperties}
    >
      <ContactList
        key={known}
        screen={known}
        filters={filters}
        openId={contactId ?? null}
        onOpen={open}
        onClose={close}
      />
      {contactId !== undefined && <Divider />}
      {contactId !== undefined && (
        <Guard key={contactId}>
          <Suspense fallback={<Loading />}>
            <Attention id={contactId} onClose={close} />
          </Suspense>
        </Guard>
      )}
    </div>
  );
}
