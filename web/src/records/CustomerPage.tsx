import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { CustomerCard } from "@/contact-desk/attention/CustomerCard";
import { answerOf, directory, tickets } from "@/shared/api/client";
import { isGone } from "@/shared/api/problem";
import { More } from "@/shared/ui/More";
import { Failed, FailedLine, Loading } from "@/shared/ui/Notice";
import { When } from "@/shared/ui/Times";
import { useMay } from "@/sign-in/session";
import { ticketState } from "./named";
import { Proposals } from "./Proposals";
import { Part, Record } from "./Record";
import styles from "./Record.module.css";

const PAGE = 20;

/** One customer: who they are, what they have, and what they asked for. */
export function CustomerPage() {
  const { t } = useTranslation();
  const { customerId = "" } = useParams({ strict: false });
  const seesTickets = useMay("tickets.read");
  const { data, error, refetch } = useQuery({
    queryKey: ["customer", customerId],
    queryFn: ({ signal }) => {
      const params = { path: { customer_id: customerId } };
      return answerOf(directory.GET("/api/v1/customers/{customer_id}", { params, signal }));
    },
  });
  return (
    <Record title={data?.name ?? null} error={error} onRetry={() => void refetch()}>
      <Part name={t("attention.customer")}>
        <CustomerCard id={customerId} />
      </Part>
      <Proposals customerId={customerId} />
      {seesTickets && (
        <Part name={t("records.tickets")}>
          <TicketsOf customerId={customerId} />
        </Part>
      )}
    </Record>
  );
}

/** Fails alone: another service answers. */
function TicketsOf({ customerId }: { customerId: string }) {
  const { t } = useTranslation();
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    {
      queryKey: ["tickets-of", customerId],
      queryFn: ({ pageParam, signal }) => {
        const after = pageParam ? { after: pageParam } : {};
        const params = { query: { customer_id: customerId, limit: PAGE, ...after } };
        return answerOf(tickets.GET("/api/v1/tickets", { params, signal }));
      },
      initialPageParam: "",
      getNextPageParam: (page) => page.next,
    },
  );
  if (!data || isGone(error)) {
    return error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading />;
  }
  const all = data.pages.flatMap((page) => page.items);
  if (all.length === 0) return <p className={styles.soft}>{t("records.noTickets")}</p>;
  return (
    <>
      <ul className={styles.list}>
        {all.map((each) => (
          <li key={each.id}>
            <Link to="/tickets/$ticketId" params={{ ticketId: each.id }}>
              {each.number} · <bdi>{each.title}</bdi>
            </Link>{" "}
            <span className={styles.soft}>
              {ticketState(t, each)} · <When at={each.created_at} />
            </span>
          </li>
        ))}
      </ul>
      {error !== null && (
        <FailedLine
          what={t("records.pageNotRefreshed")}
          error={error}
          onRetry={() => void refetch()}
        />
      )}
      {hasNextPage && <More isFetching={isFetchingNextPage} onMore={fetchNextPage} />}
    </>
  );
}
