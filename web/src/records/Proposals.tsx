import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answerOf, directory } from "@/shared/api/client";
import type { components } from "@/shared/api/generated/directory";
import { Failed } from "@/shared/ui/Notice";
import { When } from "@/shared/ui/Times";
import { useMay } from "@/sign-in/session";
import { Decide } from "./Decide";
import { Part } from "./Record";
import styles from "./Record.module.css";

export type Proposal = components["schemas"]["ProposalView"];

const EVERY = 15_000;

/** What operators wrote down of this customer, and what became of it (X25). Fails alone. */
export function Proposals({ customerId }: { customerId: string }) {
  const { t } = useTranslation();
  const decides = useMay("customers.edit");
  const { data, error, refetch } = useQuery({
    queryKey: ["proposals", customerId],
    queryFn: ({ signal }) => {
      const params = { path: { customer_id: customerId } };
      return answerOf(
        directory.GET("/api/v1/customers/{customer_id}/proposals", { params, signal }),
      );
    },
    refetchInterval: EVERY,
  });
  if (!error && !data?.items.length) return null;
  return (
    <Part name={t("records.proposals")}>
      {error && <Failed error={error} onRetry={() => void refetch()} />}
      <ul className={styles.list}>
        {data?.items.map((each) => (
          <li key={each.proposal_id}>
            <Proposed of={each} />
            {each.state === "open" && decides ? <Decide proposal={each} /> : <Fate of={each} />}
          </li>
        ))}
      </ul>
    </Part>
  );
}

/** What it should become, and who wrote it down when. */
export function Proposed({ of }: { of: Proposal }) {
  const { t } = useTranslation();
  return (
    <>
      <What proposal={of} />
      <p className={styles.soft}>
        {t("records.proposalOf", { name: of.proposed_by_name })} · <When at={of.proposed_at} />
      </p>
    </>
  );
}

function What({ proposal }: { proposal: Proposal }) {
  const { t } = useTranslation();
  return proposal.fields.map(({ field, new: becomes, old, current }) => {
    const before = old ?? current.join(" · ");
    return (
      <p key={field} className={styles.text}>
        {t(`records.proposed.${field}`)}:{" "}
        <strong>
          <bdi>{becomes}</bdi>
        </strong>
        {before && (
          <span className={styles.soft}>
            {" "}
            {t("records.instead")} <bdi>{before}</bdi>
          </span>
        )}
      </p>
    );
  });
}

/** Who decided, and why not. */
function Fate({ of }: { of: Proposal }) {
  const { t } = useTranslation();
  const said = [of.decided_by_name, of.reason].filter(Boolean).join(": ");
  return (
    <p className={styles.soft}>
      {t(`records.proposalStates.${of.state}`)} {said && <bdi>{said}</bdi>}{" "}
      {of.decided_at && <When at={of.decided_at} />}
    </p>
  );
}
