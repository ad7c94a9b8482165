import { useTranslation } from "react-i18next";
import styles from "./ContactList.module.css";
import type { Filters } from "./filters";

/** What a printed list leaves out, in words: on paper nobody can look at the filters. */
export function OnPaper({ filters }: { filters: Filters }) {
  const { t } = useTranslation();
  const { state, claim, city, reason, queue, since, until, q, unidentified } = filters;
  const said = [
    state && `${t("list.state")}: ${t(`states.${state}`)}`,
    claim && `${t("list.claim")}: ${t(`claims.${claim}`)}`,
    city && `${t("list.city")}: ${city}`,
    reason && `${t("columns.reason")}: ${reason}`,
    queue && `${t("views.queue")}: ${queue}`,
    since && `${t("views.since")}: ${since}`,
    until && `${t("views.until")}: ${until}`,
    q && `${t("views.search")}: ${q}`,
    unidentified && t("views.unidentified"),
  ].filter(Boolean);
  return <p className={styles.onPaper}>{said.join(" · ")}</p>;
}
