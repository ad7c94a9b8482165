import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { answerOf, directory } from "@/shared/api/client";
import { Empty, Failed, Loading } from "@/shared/ui/Notice";
import { Table } from "@/shared/ui/Table";
import { When } from "@/shared/ui/Times";
import styles from "../parts/parts.module.css";
import { Section, useItem } from "../parts/Section";
import { KeyItem } from "./KeyItem";
import { RecordItem } from "./RecordItem";
import { type Aside, asideNamed, at, nameOf, SERVICES, type ServiceName } from "./services";

const MOST = 200;
const LOOK_EVERY = 15_000;

interface Row {
  aside: Aside;
  reason: string;
  detail: string;
  since: string;
}

/** What no service could read, and what waits because it failed; of all services. */
export function PutAside() {
  const { t } = useTranslation();
  const { item, open } = useItem("put-aside");
  const aside = item === null ? null : asideNamed(item);
  const close = () => open(null);
  return (
    <Section
      title={t("administration.sections.put-aside")}
      list={
        <div className={styles.services}>
          {SERVICES.map((service) => (
            <OfService key={service} service={service} openName={item} />
          ))}
        </div>
      }
      itemKey={item}
      item={
        aside === null ? (
          <Empty title={t("problem.missing")} detail={t("problem.missingDetail")} />
        ) : aside.is === "record" ? (
          <RecordItem service={aside.service} number={aside.number} onBack={close} />
        ) : (
          <KeyItem service={aside.service} topic={aside.topic} name={aside.key} onBack={close} />
        )
      }
    />
  );
}

/** A service that does not answer says so alone. */
function OfService({ service, openName }: { service: ServiceName; openName: string | null }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery({
    queryKey: ["administration", "put-aside", service],
    queryFn: ({ signal }) => rowsOf(service, signal),
    refetchInterval: LOOK_EVERY,
  });
  const title = t(`administration.aside.services.${service}`);
  const head = (["what", "reason", "since"] as const).map((name) =>
    t(`administration.aside.${name}`),
  );
  return (
    <div role="group" className={styles.service} aria-label={title}>
      <h2>{title}</h2>
      {data ? (
        data.length === 0 ? (
          <p className={styles.soft}>{t("administration.aside.none")}</p>
        ) : (
          <Table label={title} head={head}>
            {data.map(({ aside, reason, detail, since }) => {
              const name = nameOf(aside);
              return (
                <tr key={name} data-chosen={openName === name || undefined}>
                  <th scope="row">
                    <Link
                      to="/administration/$section/$item"
                      params={{ section: "put-aside", item: name }}
                    >
                      {aside.is === "record"
                        ? t("administration.aside.record", { number: aside.number })
                        : t("administration.aside.key", { topic: aside.topic })}
                    </Link>
                  </th>
                  <td>
                    <span className={styles.name}>
                      {reason}
                      <small>{detail}</small>
                    </span>
                  </td>
                  <td>
                    <When at={since} />
                  </td>
                </tr>
              );
            })}
          </Table>
        )
      ) : error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : (
        <Loading />
      )}
    </div>
  );
}

async function rowsOf(service: ServiceName, signal: AbortSignal): Promise<Row[]> {
  const params = { query: { limit: MOST } };
  const [records, keys] = await Promise.all([
    answerOf(directory.GET(at(service, "/api/v1/directory/kernel/quarantine"), { params, signal })),
    answerOf(directory.GET(at(service, "/api/v1/directory/kernel/parked"), { params, signal })),
  ]);
  return [
    ...keys.items.map((each) => ({
      aside: { is: "key" as const, service, topic: each.topic, key: each.key },
      reason: each.reason,
      detail: each.key,
      since: each.parked_at,
    })),
    ...records.items.map((each) => ({
      aside: { is: "record" as const, service, number: each.id },
      reason: each.reason,
      detail: each.detail,
      since: each.quarantined_at,
    })),
  ];
}
