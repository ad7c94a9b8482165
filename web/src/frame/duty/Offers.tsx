import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { topicOf } from "@/contact-desk/contact";
import { tellContact } from "@/contact-desk/contact-news";
import { explainAtDesk } from "@/contact-desk/refusals";
import { answerOf, idempotencyKey, intake } from "@/shared/api/client";
import type { components } from "@/shared/api/generated/intake";
import { Unreachable } from "@/shared/api/problem";
import { useNow } from "@/shared/clock";
import { refuse } from "@/shared/ui/messages";
import { FailedLine } from "@/shared/ui/Notice";
import { useQueueNames } from "@/shared/useQueueNames";
import styles from "./Duty.module.css";
import { secondsUntil } from "./moments";

type Offer = components["schemas"]["OfferShown"];

const KEY = ["offers"];
const EVERY = 2_000;

/** What is offered to me alone, for as long as it is. */
export function Offers() {
  const { t } = useTranslation();
  const now = useNow();
  const { data, error, refetch } = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => answerOf(intake.GET("/api/v1/contacts/offers", { signal })),
    refetchInterval: EVERY,
    // Whoever looks elsewhere is offered contacts all the same.
    refetchIntervalInBackground: true,
  });
  const open = (data?.items ?? []).filter((each) => secondsUntil(each.expires_at, now) > 0);
  return (
    <section className={styles.offers} aria-label={t("duty.offer")}>
      {error && !(error instanceof Unreachable) && (
        <div className={styles.offer}>
          <FailedLine what={t("duty.offersFailed")} error={error} onRetry={() => void refetch()} />
        </div>
      )}
      {open.map((each) => (
        <OfferCard key={each.offer_id} offer={each} seconds={secondsUntil(each.expires_at, now)} />
      ))}
    </section>
  );
}

function OfferCard({ offer, seconds }: { offer: Offer; seconds: number }) {
  const { t } = useTranslation();
  const { isBusy, accept, decline } = useAnswers(offer);
  const namesOf = useQueueNames();
  const { contact } = offer;
  const who = contact.name ?? contact.phone ?? t("list.unidentified");
  return (
    <div className={styles.offer}>
      <p role="alert">{t("duty.offered", { number: contact.number, who })}</p>
      <p className={styles.soft}>
        {[t(`channels.${contact.channel}`), topicOf(contact), contact.city, namesOf([offer.queue])]
          .filter(Boolean)
          .join(" · ")}
      </p>
      <div className={styles.answers}>
        <Button size="xs" loading={isBusy} onClick={() => void accept()}>
          {t("duty.accept", { seconds })}
        </Button>
        <Button size="xs" variant="default" disabled={isBusy} onClick={() => void decline()}>
          {t("duty.refuse")}
        </Button>
      </div>
    </div>
  );
}

function useAnswers(offer: Offer) {
  const { t, i18n } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [isBusy, setBusy] = useState(false);
  const params = () => ({ path: { offer_id: offer.offer_id }, header: idempotencyKey() });
  const answer = async (work: () => Promise<void>) => {
    setBusy(true);
    try {
      await work();
    } catch (error) {
      refuse(explainAtDesk(error, t, i18n.language));
    }
    setBusy(false);
    void queries.invalidateQueries({ queryKey: KEY });
  };
  const accept = () =>
    answer(async () => {
      const path = "/api/v1/contacts/offers/{offer_id}/accept";
      const contact = await answerOf(intake.POST(path, { params: params() }));
      tellContact(contact);
      await navigate({
        to: "/contacts/$screen/$contactId",
        params: { screen: contact.screen, contactId: contact.id },
      });
    });
  const decline = () =>
    answer(async () => {
      const path = "/api/v1/contacts/offers/{offer_id}/refuse";
      await answerOf(intake.POST(path, { params: params() }));
    });
  return { isBusy, accept, decline };
}
