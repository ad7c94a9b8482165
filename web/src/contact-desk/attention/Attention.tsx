import { useLocation } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Failed, Loading } from "@/shared/ui/Notice";
import { useCommands } from "../commands";
import { Announcement } from "./Announcement";
import styles from "./Attention.module.css";
import { Heading } from "./Heading";
import { useContact } from "./useContact";
import { useKeeping } from "./useKeeping";
import { WayOut } from "./WayOut";
import { What } from "./What";
import { Who } from "./Who";

/** One contact: who, what, and the way out. Inquiries are administered here entirely (C52). */
export function Attention({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useContact(id);
  const commands = useCommands();
  useKeeping(data?.contact);
  const { hash } = useLocation();
  const isHere = data !== undefined;
  useEffect(() => {
    if (isHere && hash !== "") goTo(hash);
  }, [hash, isHere]);

  if (!data) {
    return (
      <article className={styles.attention}>
        <button type="button" className={styles.lonelyBack} onClick={onClose}>
          {t("attention.back")}
        </button>
        {error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading />}
      </article>
    );
  }
  const { contact } = data;
  return (
    <article className={styles.attention} aria-labelledby="contact-title">
      <Heading contact={contact} commands={commands} onClose={onClose} />
      <Announcement detail={data} />
      <div className={styles.parts}>
        <What detail={data} />
        <Who detail={data} commands={commands} />
      </div>
      <WayOut detail={data} commands={commands} onFinished={onClose} />
    </article>
  );
}

/** To the part that was asked for: into its field, else to its beginning. */
function goTo(part: string): void {
  const place = document.getElementById(`contact-${part}`);
  const field = place?.matches("input,textarea") ? place : place?.querySelector("input,textarea");
  if (field instanceof HTMLElement) field.focus();
  else place?.focus();
}
