import { Link } from "@tanstack/react-router";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { goBeside } from "@/shared/ui/beside";
import { More } from "@/shared/ui/More";
import { Empty, FailedLine } from "@/shared/ui/Notice";
import { useMay } from "@/sign-in/session";
import { Decide } from "./Decide";
import { type Proposal, Proposed } from "./Proposals";
import { Record } from "./Record";
import styles from "./Record.module.css";
import { useOpenProposals } from "./useOpenProposals";

/** What waits for somebody to decide, whichever customer it is of (X25). */
export function OpenProposals() {
  const { t } = useTranslation();
  const { shown, count, error, refetch, hold, letGo, ...pages } = useOpenProposals();
  const counted = pages.hasNextPage ? "records.waitingCountMore" : "records.waitingCount";
  const again = () => void refetch();
  return (
    <Record
      title={shown ? t("records.openProposals") : null}
      {...(count > 0 && { state: t(counted, { count }) })}
      error={error}
      onRetry={again}
    >
      {error && <FailedLine what={t("records.notRefreshed")} error={error} onRetry={again} />}
      {shown?.length === 0 && (
        <Empty title={t("records.noProposals")} detail={t("records.noProposalsDetail")} />
      )}
      <ul className={styles.list}>
        {shown?.map((each) => (
          <Waiting
            key={each.proposal_id}
            proposal={each}
            onWriting={(isWriting) => (isWriting ? hold : letGo)(each)}
          />
        ))}
      </ul>
      {pages.hasNextPage && (
        <More isFetching={pages.isFetchingNextPage} onMore={pages.fetchNextPage} size="xs" />
      )}
    </Record>
  );
}

interface WaitingProps {
  proposal: Proposal;
  onWriting: (isWriting: boolean) => void;
}

function Waiting({ proposal, onWriting }: WaitingProps) {
  const { t } = useTranslation();
  const place = useRef<HTMLLIElement>(null);
  const decides = useMay("customers.edit");
  const sees = useMay("contacts.read");
  const { customer_id: customerId, contact_id: contactId } = proposal;
  return (
    <li ref={place} tabIndex={-1}>
      <Link to="/customers/$customerId" params={{ customerId }}>
        {proposal.customer_number} · <bdi>{proposal.customer_name}</bdi>
      </Link>
      <Proposed of={proposal} />
      {sees && (
        <Link to="/contacts/$screen/$contactId" params={{ screen: "calls", contactId }}>
          {t("records.seeContact")}
        </Link>
      )}
      {decides && (
        <Decide
          proposal={proposal}
          onWriting={onWriting}
          onDecided={() => {
            onWriting(false);
            goBeside(place.current);
          }}
        />
      )}
    </li>
  );
}
