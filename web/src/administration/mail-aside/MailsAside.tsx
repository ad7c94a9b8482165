import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answerOf, intake } from "@/shared/api/client";
import { More } from "@/shared/ui/More";
import { Empty, Failed, Loading } from "@/shared/ui/Notice";
import styles from "../parts/parts.module.css";
import { Section, useItem } from "../parts/Section";
import { MailItem } from "./MailItem";
import { MailTable } from "./MailTable";
import { MAILS, type Mail } from "./mails";

const PAGE = 50;
const LOOK_EVERY = 30_000;

/** Mail that no person seems to have written, or that nobody wants to hear (R01, I06). */
export function MailsAside() {
  const { t } = useTranslation();
  const { item, open } = useItem("mail-aside");
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    {
      queryKey: MAILS,
      queryFn: ({ pageParam, signal }) => {
        const query = { limit: PAGE, ...(pageParam ? { after: pageParam } : {}) };
        return answerOf(intake.GET("/api/v1/intake/mails-aside", { params: { query }, signal }));
      },
      initialPageParam: "",
      getNextPageParam: (page) => page.next,
      refetchInterval: LOOK_EVERY,
    },
  );
  const mails = data?.pages.flatMap((page) => page.items) ?? [];
  // Whatever becomes of it: what is open stays in sight until it is left.
  const [seen, setSeen] = useState<Mail | null>(null);
  const found = mails.find((each) => each.id === item) ?? (seen?.id === item ? seen : null);
  if (found && found !== seen) setSeen(found);
  const waits = error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading />;
  const list = data ? (
    <>
      <MailTable all={mails} openId={item} />
      {hasNextPage && (
        <div className={styles.more}>
          <More isFetching={isFetchingNextPage} onMore={fetchNextPage} />
        </div>
      )}
    </>
  ) : (
    waits
  );
  const close = () => open(null);
  const shown = found ? (
    <MailItem mail={found} onBack={close} />
  ) : data ? (
    <Empty title={t("problem.missing")} detail={t("mailAside.missing")} />
  ) : (
    waits
  );
  return (
    <Section
      title={t("administration.sections.mail-aside")}
      list={list}
      itemKey={item}
      item={shown}
    />
  );
}
