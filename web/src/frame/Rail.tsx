import { Link } from "@tanstack/react-router";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { sectionsOf } from "@/administration/sections";
import { openOf, useCounts } from "@/contact-desk/useCounts";
import { keyOf } from "@/shared/keyboard/keys";
import { Icon, type IconName } from "@/shared/ui/icons";
import { useAccount } from "@/sign-in/session";
import styles from "./Frame.module.css";
import { decidesOnProposals, type Workplace, workplacesOf } from "./workplaces";

/** The workplaces somebody has, with what waits in each. */
export function Rail() {
  const { t } = useTranslation();
  const { permissions } = useAccount();
  const workplaces = workplacesOf(permissions);
  const counts = useCounts(workplaces.length > 0);
  return (
    <nav className={styles.rail} aria-label={t("nav.label")}>
      {workplaces.map((workplace) => {
        const waiting = openOf(counts, workplace.screen);
        return (
          <Place
            key={workplace.screen}
            workplace={workplace}
            count={waiting?.count ?? 0}
            isMore={waiting?.isMore ?? false}
          />
        );
      })}
      {workplaces.length > 0 && (
        <Aside to="/call-backs" icon="callBack" name={t("nav.callBacks")} />
      )}
      {decidesOnProposals(permissions) && (
        <Aside to="/proposals" icon="proposal" name={t("nav.proposals")} />
      )}
      {sectionsOf(permissions).length > 0 && (
        <Link
          to="/administration"
          className={styles.place ?? ""}
          activeProps={{ "aria-current": "page" }}
          title={`${t("administration.title")} (${keyOf("administration")})`}
        >
          <Icon name="administration" />
          <span className={styles.placeName}>{t("administration.title")}</span>
        </Link>
      )}
    </nav>
  );
}

/** A place beside the lists of contacts. */
function Aside(props: { to: "/call-backs" | "/proposals"; icon: IconName; name: string }) {
  return (
    <Link
      to={props.to}
      className={styles.place ?? ""}
      activeProps={{ "aria-current": "page" }}
      title={props.name}
    >
      <Icon name={props.icon} />
      <span className={styles.placeName}>{props.name}</span>
    </Link>
  );
}

interface PlaceProps {
  workplace: Workplace;
  /** How many wait there; none is not said. */
  count: number;
  isMore: boolean;
}

/** Counts change all the time, and mostly one of them. */
const Place = memo(function Place({ workplace, count, isMore }: PlaceProps) {
  const { t } = useTranslation();
  const { screen, icon } = workplace;
  return (
    <Link
      to="/contacts/$screen"
      params={{ screen }}
      className={styles.place ?? ""}
      activeProps={{ "aria-current": "page" }}
      title={`${t(`screens.${screen}`)} (${keyOf(screen)})`}
    >
      <Icon name={icon} />
      <span className={styles.placeName}>{t(`screens.${screen}`)}</span>
      {count > 0 && (
        <span className={styles.count}>
          <span aria-hidden="true">{isMore ? `${count}+` : count}</span>
          <span className="seen-by-readers-only">
            {t(isMore ? "nav.waitingMore" : "nav.waiting", { count })}
          </span>
        </span>
      )}
    </Link>
  );
});
