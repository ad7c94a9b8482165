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
  number: number;
  onBack: () => void;
}

/** A record nobody can read: why, what is in it, and what became of it. */
export function RecordItem({ service, number, onBack }: Props) {
  const { t } = useTranslation();
  const path = { number };
  const query = useQuery({
    queryKey: ["administration", "put-aside", service, "record", number],
    queryFn: ({ signal }) => {
      const one = at(service, "/api/v1/directory/kernel/quarantine/{number}");
      return answerOf(directory.GET(one, { params: { path }, signal }));
    },
  });
  const replay = () =>
    answerOf(
      directory.POST(at(service, "/api/v1/directory/kernel/quarantine/{number}/replay"), {
        params: { path },
      }),
    );
  const discard = (reason: string) =>
    answerOf(
      directory.POST(at(service, "/api/v1/directory/kernel/quarantine/{number}/discard"), {
        params: { path },
        body: { reason },
      }),
    );
  return (
    <>
      <ItemHead title={t("administration.aside.record", { number })} onBack={onBack} />
      <Asked query={query}>
        {(found) => (
          <>
            <p className={styles.refusal}>
              {found.reason}: {found.detail}
            </p>
            <p className={styles.soft}>{found.topic}</p>
            {found.settled_as === null ? (
              <Settle records={1} replay={replay} discard={discard} onSettled={onBack} />
            ) : (
              <p>
                {t("administration.aside.settled", { name: found.settled_by_login ?? "" })}{" "}
                {found.settled_because}
              </p>
            )}
            <Content kept={found} />
          </>
        )}
      </Asked>
    </>
  );
}
