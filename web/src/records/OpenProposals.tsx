import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Empty } from "@/shared/ui/Notice";
import { useMay } from "@/sign-in/session";
import { Decide } from "./Decide";
import { type Handling, HeldList } from "./HeldList";
import { type Proposal, Proposed } from "./Proposals";
import { useOpenProposals } from "./useOpenProposals";

/** What waits for somebody to decide, whichever customer it is of (X25). */
export function OpenProposals() {
  const { t } = useTranslation();
  return (
    <HeldList
      title={t("records.openProposals")}
      pages={useOpenProposals()}
      empty={<Empty title={t("records.noProposals")} detail={t("records.noProposalsDetail")} />}
    >
      {(each, handling) => <Waiting proposal={each} handling={handling} />}
    </HeldList>
  );
}

function Waiting({ proposal, handling }: { proposal: Proposal; handling: Handling }) {
  const { t } = useTranslation();
  const decides = useMay("customers.edit");
  const sees = useMay("contacts.read");
  const { customer_id: customerId, contact_id: contactId } = proposal;
  return (
    <>
      <Link to="/customers/$customerId" params={{ customerId }}>
        {proposal.customer_number} · <bdi>{proposal.customer_name}</bdi>
      </Link>
      <Proposed of={proposal} />
      {sees && (
        <Link to="/contact/$contactId" params={{ contactId }}>
          {t("records.seeContact")}
        </Link>
      )}
      {decides && (
        <Decide proposal={proposal} onWriting={handling.onWriting} onDecided={handling.onSettled} />
      )}
    </>
  );
}
