import { Link } from "@tanstack/react-router";
import { memo, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { sectionsOf } from "@/administration/sections";
import { countedTo, openOf, useCounts } from "@/contact-desk/useCounts";
import { useProposalCount } from "@/records/useProposalCount";
import { keyOf } from "@/shared/keyboard/keys";
import { Icon, type IconName } from "@/shared/ui/icons";
import { useAccount } from "@/sign-in/session";
import { Badge } from "./Badge";
import styles from "./Frame.module.css";
import { decidesOnProposals, listsOf, type Workplace, workplacesOf } from "./workplaces";

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
        <Aside to="/call-backs" icon="callBack" name={t("nav.callBacks")}>
          <Badge of={countedTo(counts?.call_backs.overdue, counts)} says="overdue" />
          <Badge of={countedTo(counts?.call_backs.open, counts)} says="toCall" />
        </Aside>
      )}
      {decidesOnProposals(permissions) && <Proposals />}
      {listsOf(permissions).map(({ name, to, icon }) => (
        <Aside key={name} to={to} icon={icon} name={t(`nav.${name}`)} shortcut={keyOf(name)} />
      ))}
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

/** Only for who may decide on them: nobody else asks how many there are. */
function Proposals() {
  const { t } = useTranslation();
  const waiting = useProposalCount();
  return (
    <Aside to="/proposals" icon="proposal" name={t("nav.proposals")}>
      <Badge of={countedTo(waiting?.open, waiting)} says="toDecide" />
    </Aside>
  );
}

interface AsideProps {
  to: "/call-backs" | "/proposals" | "/tickets" | "/orders";
  icon: IconName;
  name: string;
  shortcut?: string;
  children?: ReactNode;
}

/** A place beside the lists of contacts. */
function Aside({ to, icon, name, shortcut, children }: AsideProps) {
  return (
    <Link
      to={to}
      className={styles.place ?? ""}
      activeProps={{ "aria-current": "page" }}
      title={shortcut ? `${name} (${shortcut})` : name}
    >
      <Icon name={icon} />
      <span className={styles.placeName}>{name}</span>
      {children}
    </Link>
  );
}

interface PlaceProps {
  workplace: Workplace;
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
      <Badge of={{ count, isMore }} says="waiting" />
    </Link>
  );
});
