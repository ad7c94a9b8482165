import { Navigate, useParams } from "@tanstack/react-router";
import { type ComponentType, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Guard } from "@/shared/ui/Guard";
import { Empty } from "@/shared/ui/Notice";
import { useAccount } from "@/sign-in/session";
import styles from "./Administration.module.css";
import { Accounts } from "./accounts/Accounts";
import { ApiKeys } from "./channels/ApiKeys";
import { Channels } from "./channels/Channels";
import { Imports } from "./imports/Imports";
import { MailsAside } from "./mail-aside/MailsAside";
import { ProofDialog } from "./parts/ProofDialog";
import { PutAside } from "./put-aside/PutAside";
import "./words/spoken";
import { SectionNav } from "./SectionNav";
import { groupsOf, SECTIONS, type SectionName } from "./sections";
import { Areas } from "./setup/areas/Areas";
import { Holidays } from "./setup/holidays/Holidays";
import { Hours } from "./setup/hours/Hours";
import { IgnoredSenders } from "./setup/ignored/IgnoredSenders";
import { Operators } from "./setup/operators/Operators";
import { Queues } from "./setup/queues/Queues";
import { Reasons } from "./setup/reasons/Reasons";
import { Replies } from "./setup/replies/Replies";
import { Rules } from "./setup/rules/Rules";

const PARTS: Record<SectionName, ComponentType> = {
  accounts: Accounts,
  areas: Areas,
  reasons: Reasons,
  replies: Replies,
  queues: Queues,
  rules: Rules,
  operators: Operators,
  hours: Hours,
  holidays: Holidays,
  ignored: IgnoredSenders,
  "mail-aside": MailsAside,
  channels: Channels,
  "api-keys": ApiKeys,
  import: Imports,
  "put-aside": PutAside,
};

/** Who may work here, and what Tero speaks with. The section is in the address. */
export function Administration() {
  const { t } = useTranslation();
  const { section } = useParams({ strict: false });
  const groups = groupsOf(useAccount().permissions);
  const mine = groups.flatMap((each) => each.sections);
  const here = SECTIONS.find((each) => each.name === section)?.name ?? null;
  useEffect(() => {
    if (here) document.title = `${t(`administration.sections.${here}`)} · Tero`;
  }, [here, t]);

  if (mine.length === 0 || (here && !mine.includes(here))) {
    return <Empty title={t("problem.forbidden")} detail={t("problem.forbiddenDetail")} />;
  }
  if (section === undefined && mine[0]) {
    return <Navigate to="/administration/$section" params={{ section: mine[0] }} replace />;
  }
  if (!here) return <Empty title={t("notFound.title")} detail={t("notFound.detail")} />;
  const Part = PARTS[here];
  return (
    <div className={styles.workplace}>
      <SectionNav groups={groups} here={here} />
      <div className={styles.part}>
        <Guard key={here}>
          <Part />
        </Guard>
      </div>
      <ProofDialog />
    </div>
  );
}
