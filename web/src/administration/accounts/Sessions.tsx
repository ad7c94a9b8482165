import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answerOf, directory } from "@/shared/api/client";
import { Table } from "@/shared/ui/Table";
import { When } from "@/shared/ui/Times";
import { Asked } from "../parts/Asked";
import { Confirm } from "../parts/Confirm";
import styles from "../parts/parts.module.css";
import { useCommand } from "../parts/useCommand";
import type { Account } from "./account";

const MOST = 50;

/** Where somebody is signed in; and an end to all of it. */
export function Sessions({ account, mayEnd }: { account: Account; mayEnd: boolean }) {
  const { t } = useTranslation();
  const { run, isBusy } = useCommand();
  const key = ["administration", "accounts", account.account_id, "sessions"];
  const path = { account_id: account.account_id };
  const query = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => {
      const params = { path, query: { limit: MOST } };
      return answerOf(directory.GET("/api/v1/accounts/{account_id}/sessions", { params, signal }));
    },
  });
  const end = () =>
    run(
      () =>
        answerOf(directory.DELETE("/api/v1/accounts/{account_id}/sessions", { params: { path } })),
      { done: t("administration.sessions.ended", { name: account.name }), stale: [key] },
    );
  const head = (["agent", "address", "used"] as const).map((name) =>
    t(`administration.sessions.${name}`),
  );
  return (
    <section className={styles.part}>
      <h3>{t("administration.sessions.title")}</h3>
      <Asked query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <p className={styles.soft}>{t("administration.sessions.none")}</p>
          ) : (
            <>
              <Table label={t("administration.sessions.title")} head={head}>
                {items.map((each) => (
                  <tr key={each.session_id}>
                    <td>{each.agent || t("unknown")}</td>
                    <td>{each.address}</td>
                    <td>
                      <When at={each.used_at} />
                    </td>
                  </tr>
                ))}
              </Table>
              {mayEnd && (
                <div className={styles.buttons}>
                  <Confirm
                    action={t("administration.sessions.end")}
                    consequence={t("administration.sessions.endDetail", { name: account.name })}
                    isBusy={isBusy}
                    onConfirm={() => void end()}
                  />
                </div>
              )}
            </>
          )
        }
      </Asked>
    </section>
  );
}
