import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answerOf, directory } from "@/shared/api/client";
import { More } from "@/shared/ui/More";
import { Failed, Loading } from "@/shared/ui/Notice";
import { AccountTable } from "../../accounts/AccountTable";
import { ACCOUNTS } from "../../accounts/useAccounts";
import styles from "../../parts/parts.module.css";

const PAGE = 50;

/** Who is in an area. */
export function Members({ code }: { code: string }) {
  const { t } = useTranslation();
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    {
      queryKey: [...ACCOUNTS, "in-area", code],
      queryFn: ({ pageParam, signal }) => {
        const query = { area: code, limit: PAGE, ...(pageParam ? { after: pageParam } : {}) };
        return answerOf(directory.GET("/api/v1/accounts", { params: { query }, signal }));
      },
      initialPageParam: "",
      getNextPageParam: (page) => page.next,
    },
  );
  const members = data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className={styles.part}>
      <h3>{t("setup.areas.members")}</h3>
      {!data && (error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading />)}
      {data && members.length === 0 && <p className={styles.soft}>{t("setup.areas.nobody")}</p>}
      {members.length > 0 && <AccountTable accounts={members} openId={null} />}
      {hasNextPage && (
        <div className={styles.buttons}>
          <More isFetching={isFetchingNextPage} onMore={fetchNextPage} size="xs" />
        </div>
      )}
    </section>
  );
}
