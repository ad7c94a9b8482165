import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useCallback, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Guard } from "@/shared/ui/Guard";
import { Empty } from "@/shared/ui/Notice";
import { Attention } from "./attention/Attention";
import styles from "./ContactDesk.module.css";
import { ContactList } from "./ContactList";
import type { Filters } from "./filters";
import { isScreen } from "./screens";

/** Where in a contact somebody wants to be. */
export type Focus = "finish" | "link" | "transcript";

/** A list, and beside it the contact that is open; both are in the address. */
export function ContactDesk() {
  const { t } = useTranslation();
  const { screen, contactId } = useParams({ strict: false });
  const filters: Filters = useSearch({ strict: false });
  const navigate = useNavigate();
  const known = screen !== undefined && isScreen(screen) ? screen : null;

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
    <div className={styles.desk} data-open={contactId !== undefined || undefined}>
      <ContactList
        key={known}
        screen={known}
        filters={filters}
        openId={contactId ?? null}
        onOpen={open}
        onClose={close}
      />
      {contactId !== undefined && (
        <Guard key={contactId}>
          <Attention id={contactId} onClose={close} />
        </Guard>
      )}
    </div>
  );
}
