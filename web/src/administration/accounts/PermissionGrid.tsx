import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answerOf, directory } from "@/shared/api/client";
import { Table } from "@/shared/ui/Table";
import { Asked } from "../parts/Asked";
import { Clashes } from "../parts/Clashes";
import styles from "../parts/parts.module.css";
import { SaveButtons } from "../parts/SaveButtons";
import { useEditing } from "../parts/useEditing";
import { useNameOfPermission, usePermissions } from "../parts/usePermissions";
import { ifMatch, useSaving } from "../parts/useSaving";
import { PermissionRow } from "./PermissionRow";
import { listsOf, type Permissions, type Singles, said, singlesOf } from "./permissions";

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
      <Asked query={query}>{(found) => <Grid found={found} isLocked={isLocked} />}</Asked>
    </section>
  );
}

/** Below the list of accounts: whatever changes an account changes what it may do. */
const keyOf = (accountId: string) => ["administration", "accounts", accountId, "permissions"];

function Grid({ found, isLocked }: { found: Permissions; isLocked: boolean }) {
  const { t } = useTranslation();
  const permissionOf = useNameOfPermission();
  const edit = useEditing<Singles>(
    singlesOf(found),
    found.version,
    `permissions.${found.account_id}`,
  );
  const catalogue = usePermissions();
  const { submit, isBusy } = useSaving(edit, {
    save: (singles, version) => {
      const params = { path: { account_id: found.account_id }, header: ifMatch(version) };
      const body = listsOf(singles);
      return answerOf(directory.PUT("/api/v1/accounts/{account_id}/permissions", { params, body }));
    },
    done: () => t("administration.permissions.saved"),
    stale: [["administration", "accounts"]],
  });
  const names = { granted: "granted", refused: "refused", role: "byRole" } as const;
  const say = (name: string, singles: Singles) =>
    t(`administration.permissions.${names[singles[name] ?? "role"]}`);
  const head = (["permission", "byRole", "granted", "refused", "result"] as const).map((name) =>
    t(`administration.permissions.${name}`),
  );
  return (
    <Asked query={catalogue}>
      {(entries) => (
        <form className={styles.part} onSubmit={submit}>
          <Clashes edit={edit} say={say} labelOf={permissionOf} />
          <Table label={t("administration.permissions.title")} head={head}>
            {entries.map((entry) => (
              <PermissionRow
                key={entry.name}
                entry={entry}
                single={edit.given[entry.name] ?? "role"}
                defaults={found.defaults}
                isLocked={isLocked}
                onChoose={(single) => edit.write(said(edit.given, entry.name, single))}
              />
            ))}
          </Table>
          {!isLocked && (
            <SaveButtons
              edit={edit}
              isBusy={isBusy}
              label={t("administration.permissions.save", { count: edit.changed.length })}
            />
          )}
        </form>
      )}
    </Asked>
  );
}
