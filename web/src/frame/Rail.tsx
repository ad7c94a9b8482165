import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { sectionsOf } from "@/administration/sections";
import { openOf, useCounts } from "@/contact-desk/useCounts";
import { Icon } from "@/shared/ui/icons";
import { useAccount } from "@/sign-in/session";
import styles from "./Frame.module.css";
import { workplacesOf } from "./workplaces";

/** The workplaces somebody has, with what waits in each. */
export function Rail() {
  const { t } = useTranslation();
  const { permissions } = useAccount();
  const workplaces = workplacesOf(permissions);
  const counts = useCounts(workplaces.length > 0);
  return (
    <nav className={styles.rail} aria-label={t("nav.label")}>
      {workplaces.map(({ screen, icon, key }) => {
        const waiting = openOf(counts, screen);
        return (
          <Link
            key={screen}
            to="/contacts/$screen"
            params={{ screen }}
            className={styles.place ?? ""}
            activeProps={{ "aria-current": "page" }}
            title={`${t(`screens.${screen}`)} (g ${key})`}
          >
            <Icon name={icon} />
            <span className={styles.placeName}>{t(`screens.${screen}`)}</span>
            {waiting !== null && waiting.count > 0 && (
              <span className={styles.count}>
                <span aria-hidden="true">
                  {waiting.isMore ? `${waiting.count}+` : waiting.count}
                </span>
                <span className="seen-by-readers-only">
                  {t(waiting.isMore ? "nav.waitingMore" : "nav.waiting", { count: waiting.count })}
                </span>
              </span>
            )}
          </Link>
        );
      })}
      {sectionsOf(permissions).length > 0 && (
        <Link
          to="/administration"
          className={styles.place ?? ""}
          activeProps={{ "aria-current": "page" }}
          title={`${t("administration.title")} (g a)`}
        >
          <Icon name="administration" />
          <span className={styles.placeName}>{t("administration.title")}</span>
        </Link>
      )}
    </nav>
  );
}
