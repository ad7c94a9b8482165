import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answerOf, directory } from "@/shared/api/client";
import { FailedLine } from "@/shared/ui/Notice";
import { When } from "@/shared/ui/Times";
import { useMay } from "@/sign-in/session";
import styles from "../Attention.module.css";

const EVERY = 15_000;

/** What became of what was proposed from this contact. */
export function Proposals({ customerId, contactId }: { customerId: string; contactId: string }) {
  const { t } = useTranslation();
  const maySee = useMay("customers.read");
  const { data, error, refetch } = useQuery({
    queryKey: ["proposals", customerId],
    queryFn: ({ signal }) => {
      const params = { path: { customer_id: customerId } };
      return answerOf(
        directory.GET("/api/v1/customers/{customer_id}/proposals", { params, signal }),
      );
    },
    enabled: maySee,
    refetchInterval: EVERY,
  });
  if (error) {
    const what = t("attending.proposalsFailed");
    return <FailedLine what={what} error={error} onRetry={() => void refetch()} />;
  }
  const ours = (data?.items ?? []).filter((each) => each.contact_id === contactId);
  if (ours.length === 0) return null;
  return (
    <ul className={styles.choices} aria-label={t("attending.proposals")}>
      {ours.map((each) => (
        <li key={each.proposal_id}>
          <span className={styles.choice}>
            <bdi>{each.fields.map((field) => field.new).join(" · ")}</bdi>
            <span className={styles.soft}>
              {t(`attending.proposalStates.${each.state}`)}{" "}
              {[each.decided_by_name, each.reason].filter(Boolean).join(": ")} ·{" "}
              <When at={each.decided_at ?? each.proposed_at} />
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}
