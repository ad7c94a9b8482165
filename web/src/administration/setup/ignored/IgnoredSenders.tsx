import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answerOf, intake } from "@/shared/api/client";
import { More } from "@/shared/ui/More";
import { Empty, Failed, Loading } from "@/shared/ui/Notice";
import { Table } from "@/shared/ui/Table";
import { When } from "@/shared/ui/Times";
import styles from "../../parts/parts.module.css";
import { Section, useItem } from "../../parts/Section";
import { HearButton } from "./HearButton";
import { IGNORED, type Ignored } from "./ignored";
import { NewIgnored } from "./NewIgnored";

const NEW = "new";
const PAGE = 100;

/** Whom the desk does not hear (I06). */
export function IgnoredSenders() {
  const { t } = useTranslation();
  const { item, open } = useItem("ignored");
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    {
      queryKey: IGNORED,
      queryFn: ({ pageParam, signal }) => {
        const query = { limit: PAGE, ...(pageParam ? { after: pageParam } : {}) };
        return answerOf(intake.GET("/api/v1/intake/ignored", { params: { query }, signal }));
      },
      initialPageParam: "",
      getNextPageParam: (page) => page.next,
    },
  );
  const list = data ? (
    <>
      <IgnoredTable all={data.pages.flatMap((page) => page.items)} />
      {hasNextPage && (
        <div className={styles.more}>
          <More isFetching={isFetchingNextPage} onMore={fetchNextPage} />
        </div>
      )}
    </>
  ) : error ? (
    <Failed error={error} onRetry={() => void refetch()} />
  ) : (
    <Loading />
  );
  return (
    <Section
      title={t("administration.sections.ignored")}
      tools={
        <Button size="xs" onClick={() => open(NEW)}>
          {t("setup.ignored.add")}
        </Button>
      }
      list={list}
      itemKey={item}
      item={
        item === NEW ? (
          <NewIgnored onDone={() => open(null)} />
        ) : (
          <Empty title={t("problem.missing")} detail={t("setup.missing")} />
        )
      }
    />
  );
}

function IgnoredTable({ all }: { all: readonly Ignored[] }) {
  const { t } = useTranslation();
  if (all.length === 0) {
    return <Empty title={t("setup.ignored.none")} detail={t("setup.ignored.noneDetail")} />;
  }
  const head = [
    t("setup.ignored.value"),
    t("setup.ignored.kind"),
    t("setup.ignored.since"),
    t("setup.ignored.hear"),
  ];
  return (
    <Table label={t("administration.sections.ignored")} head={head}>
      {all.map((each) => (
        <tr key={each.id}>
          <th scope="row">
            <span className={styles.name}>
              <bdi>{each.value}</bdi>
              <small>
                <bdi>{each.note}</bdi>
              </small>
            </span>
          </th>
          <td>{t(`setup.ignored.kinds.${each.kind as "phone"}`, { defaultValue: each.kind })}</td>
          <td>
            <When at={each.added_at} />
          </td>
          <td>
            <HearButton sender={each} />
          </td>
        </tr>
      ))}
    </Table>
  );
}
