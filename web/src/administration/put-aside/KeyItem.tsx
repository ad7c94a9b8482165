import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answerOf, directory } from "@/shared/api/client";
import { Asked } from "../parts/Asked";
import { ItemHead } from "../parts/ItemHead";
import styles from "../parts/parts.module.css";
import { Content } from "./Content";
import { Settle } from "./Settle";
import { at, type ServiceName } from "./services";

interface Props {
  service: ServiceName;
  topic: string;
  name: string;
  onBack: () => void;
}

/** A key whose event failed, with what queues behind it, in the order in which it is applied. */
export function KeyItem({ service, topic, name, onBack }: Props) {
  const { t } = useTranslation();
  const path = { topic, key: name };
  const query = useQuery({
    queryKey: ["administration", "put-aside", service, "key", topic, name],
    queryFn: ({ signal }) => {
      const one = at(service, "/api/v1/directory/kernel/parked/{topic}/{key}");
      return answerOf(directory.GET(one, { params: { path }, signal }));
    },
  });
  const replay = () =>
    answerOf(
      directory.POST(at(service, "/api/v1/directory/kernel/parked/{topic}/{key}/replay"), {
        params: { path },
      }),
    );
  const discard = (reason: string) =>
    answerOf(
      directory.POST(at(service, "/api/v1/directory/kernel/parked/{topic}/{key}/discard"), {
        params: { path },
        body: { reason },
      }),
    );
  return (
    <>
      <ItemHead title={t("administration.aside.key", { topic })} onBack={onBack} />
      <Asked query={query}>
        {(found) => (
          <>
            <p className={styles.refusal}>{found.reason}</p>
            <p className={styles.soft}>
              {name} · {t("administration.aside.waiting", { count: found.records })} ·{" "}
              {t("administration.aside.attempts", { count: found.attempts })}
            </p>
            <Settle records={found.records} replay={replay} discard={discard} onSettled={onBack} />
            {found.items.map((each) => (
              <Content key={each.id} kept={each} />
            ))}
          </>
        )}
      </Asked>
    </>
  );
}
