import { useTranslation } from "react-i18next";
import { shortTime } from "@/shared/times";
import type { ContactDetail } from "../contact";
import styles from "./Attention.module.css";

/** Who works on it, before anybody else begins to. */
export function Announcement({ detail }: { detail: ContactDetail }) {
  const { t, i18n } = useTranslation();
  const { state, claim } = detail.contact;
  const time = (at: string | null) =>
    at ? shortTime(new Date(at), new Date(), i18n.language) : t("unknown");
  if (state.code === "closed") {
    return (
      <p className={styles.announcement}>
        {t("attention.closed", { time: time(detail.finished_at ?? detail.hung_up_at) })}
      </p>
    );
  }
  if (claim.code === "taken") {
    const name = claim.by ?? t("unknown");
    return (
      <p className={styles.announcement} data-held role="status">
        {t("attention.heldByOther", { name, time: time(claim.at) })}
      </p>
    );
  }
  return null;
}
