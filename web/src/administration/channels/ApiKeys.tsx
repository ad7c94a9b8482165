import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { answerOf, directory } from "@/shared/api/client";
import { Empty } from "@/shared/ui/Notice";
import { Table } from "@/shared/ui/Table";
import { Asked } from "../parts/Asked";
import { Mark } from "../parts/Mark";
import styles from "../parts/parts.module.css";
import { Section, useItem } from "../parts/Section";
import { Until } from "../parts/Until";
import { ApiKeyItem } from "./ApiKeyItem";
import { API_KEYS, type ApiKey, standingOf } from "./api-key";
import { MakeApiKey } from "./MakeApiKey";

const NEW = "new";
const MOST = 200;

/** What other systems come with. */
export function ApiKeys() {
  const { t } = useTranslation();
  const { item, open } = useItem("api-keys");
  const query = useQuery({
    queryKey: API_KEYS,
    queryFn: ({ signal }) => {
      const params = { query: { limit: MOST } };
      return answerOf(directory.GET("/api/v1/api-keys", { params, signal }));
    },
  });
  const found = query.data?.items.find((each) => each.id === item);
  return (
    <Section
      title={t("administration.sections.api-keys")}
      tools={
        <Button size="xs" onClick={() => open(NEW)}>
          {t("administration.keys.make")}
        </Button>
      }
      list={<Asked query={query}>{({ items }) => <Keys keys={items} openId={item} />}</Asked>}
      itemKey={item}
      item={
        item === NEW ? (
          <MakeApiKey onDone={() => open(null)} />
        ) : found ? (
          <ApiKeyItem found={found} onBack={() => open(null)} />
        ) : (
          query.data && <Empty title={t("problem.missing")} detail={t("problem.missingDetail")} />
        )
      }
    />
  );
}

function Keys(props: { keys: readonly ApiKey[]; openId: string | null }) {
  const { t } = useTranslation();
  const head = [
    t("administration.name"),
    t("administration.state"),
    t("administration.keys.owner"),
    t("administration.keys.until"),
  ];
  if (props.keys.length === 0) {
    return (
      <Empty title={t("administration.keys.none")} detail={t("administration.keys.noneDetail")} />
    );
  }
  return (
    <Table label={t("administration.sections.api-keys")} head={head}>
      {props.keys.map((each) => {
        const standing = standingOf(each, Date.now());
        return (
          <tr key={each.id} data-chosen={props.openId === each.id || undefined}>
            <th scope="row">
              <span className={styles.name}>
                <Link
                  to="/administration/$section/$item"
                  params={{ section: "api-keys", item: each.id }}
                >
                  <bdi>{each.name}</bdi>
                </Link>
                <small>{each.prefix}…</small>
              </span>
            </th>
            <td>
              <Mark is={standing === "valid" ? "yes" : "no"}>
                {t(`administration.keys.standings.${standing}`)}
              </Mark>
            </td>
            <td>{each.owner_name}</td>
            <td>
              <Until at={each.expires_at} />
            </td>
          </tr>
        );
      })}
    </Table>
  );
}
