import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answerOf, directory } from "@/shared/api/client";
import { Asked } from "../parts/Asked";
import styles from "../parts/parts.module.css";
import { Table } from "../parts/Table";
import { useCommand } from "../parts/useCommand";
import { PermissionRow } from "./PermissionRow";
import { changesIn, listsOf, type Permissions, type Singles, singlesOf } from "./permissions";

interface Props {
  accountId: string;
  isLocked: boolean;
}

/** What one employee may do: as the role has it, granted or refused to them alone. */
export function PermissionGrid({ accountId, isLocked }: Props) {
  const { t } = useTranslation();
  const query = useQuery({
    queryKey: keyOf(accountId),
    queryFn: ({ signal }) => {
      const params = { path: { account_id: accountId } };
      return answerOf(
        directory.GET("/api/v1/accounts/{account_id}/permissions", { params, signal }),
      );
    },
  });
  return (
    <section className={styles.part}>
      <h3>{t("administration.permissions.title")}</h3>
      <p className={styles.soft}>{t("administration.permissions.detail")}</p>
      <Asked query={query}>
        {(found) => <Grid key={found.version} found={found} isLocked={isLocked} />}
      </Asked>
    </section>
  );
}

/** Below the list of accounts: whatever changes an account changes what it may do. */
const keyOf = (accountId: string) => ["administration", "accounts", accountId, "permissions"];

function Grid({ found, isLocked }: { found: Permissions; isLocked: boolean }) {
  const { t } = useTranslation();
  const { run, isBusy } = useCommand();
  const before = singlesOf(found);
  const [singles, setSingles] = useState<Singles>(before);
  const catalogue = useQuery({
    queryKey: ["administration", "catalogue"],
    queryFn: ({ signal }) => answerOf(directory.GET("/api/v1/permissions", { signal })),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const changes = changesIn(before, singles);
  const save = () => {
    const params = { path: { account_id: found.account_id } };
    const body = listsOf(singles);
    const ask = () =>
      answerOf(directory.PUT("/api/v1/accounts/{account_id}/permissions", { params, body }));
    void run(ask, {
      done: t("administration.permissions.saved"),
      stale: [["administration", "accounts"]],
    });
  };
  const head = (["permission", "byRole", "granted", "refused", "result"] as const).map((name) =>
    t(`administration.permissions.${name}`),
  );
  return (
    <Asked query={catalogue}>
      {(entries) => (
        <>
          <Table label={t("administration.permissions.title")} head={head}>
            {entries.map((entry) => (
              <PermissionRow
                key={entry.name}
                entry={entry}
                single={singles[entry.name] ?? "role"}
                defaults={found.defaults}
                isLocked={isLocked}
                onChoose={(single) => setSingles({ ...singles, [entry.name]: single })}
              />
            ))}
          </Table>
          {!isLocked && (
            <div className={styles.buttons}>
              <Button size="xs" loading={isBusy} disabled={changes === 0} onClick={save}>
                {t("administration.permissions.save", { count: changes })}
              </Button>
              {changes > 0 && (
                <Button size="xs" variant="subtle" onClick={() => setSingles(before)}>
                  {t("undo")}
                </Button>
              )}
            </div>
          )}
        </>
      )}
    </Asked>
  );
}
