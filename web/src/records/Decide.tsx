import { Button, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { answerOf, directory } from "@/shared/api/client";
import { Problem } from "@/shared/api/problem";
import { explainRefusal } from "@/shared/api/refusals";
import { refuse, tell } from "@/shared/ui/messages";
import { useKeptText } from "@/shared/useKept";
import type { Proposal } from "./Proposals";
import styles from "./Record.module.css";

const LONGEST = 300;

interface Props {
  proposal: Proposal;
  /** Whether somebody is writing why not: what is decided upon must not go away meanwhile. */
  onWriting?: (isWriting: boolean) => void;
  /** It was decided, or turned out to be: before it leaves a list. */
  onDecided?: () => void;
}

/** Takes over what is proposed, or says why not. */
export function Decide({ proposal, onWriting, onDecided }: Props) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const kept = useKeptText(`proposal.${proposal.proposal_id}`, "reason", onWriting);
  const { text: reason, write, forget } = kept;
  const settled = () => {
    forget();
    onDecided?.();
  };
  const { mutate, isPending } = useMutation({
    mutationFn: (why: string | null) => decide(proposal, why),
    onSuccess: (_, why) => {
      tell(t(why === null ? "records.approvedNow" : "records.refusedNow"));
      settled();
    },
    onError: (error) => {
      refuse(explain(error, t));
      if (error instanceof Problem && error.code === "proposal-is-settled") settled();
    },
    onSettled: () => {
      for (const name of ["proposals", "customer"]) {
        void queries.invalidateQueries({ queryKey: [name] });
      }
    },
  });
  return (
    <form
      className={styles.decide}
      onSubmit={(event) => {
        event.preventDefault();
        mutate(reason.trim());
      }}
    >
      <Button size="xs" loading={isPending} onClick={() => mutate(null)}>
        {t("records.approve")}
      </Button>
      <TextInput
        size="xs"
        aria-label={t("records.whyRefused")}
        placeholder={t("records.whyRefused")}
        maxLength={LONGEST}
        value={reason}
        onChange={(event) => write(event.currentTarget.value)}
      />
      <Button
        type="submit"
        size="xs"
        variant="default"
        disabled={reason.trim() === "" || isPending}
      >
        {t("records.refuse")}
      </Button>
    </form>
  );
}

function decide(proposal: Proposal, why: string | null) {
  const path = { customer_id: proposal.customer_id, proposal_id: proposal.proposal_id };
  const params = { path, header: { "If-Match": `"${proposal.version}"` } };
  const base = "/api/v1/customers/{customer_id}/proposals/{proposal_id}";
  return why === null
    ? answerOf(directory.POST(`${base}/approve`, { params }))
    : answerOf(directory.POST(`${base}/refuse`, { params, body: { reason: why } }));
}

function explain(error: unknown, t: TFunction): string {
  const isAnother = error instanceof Problem && error.code === "out-of-date";
  return isAnother ? t("records.proposedAnew") : explainRefusal(error, t);
}
