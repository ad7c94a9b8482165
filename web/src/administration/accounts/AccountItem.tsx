import { useTranslation } from "react-i18next";
import { useMay } from "@/sign-in/session";
import { Asked } from "../parts/Asked";
import { ItemHead } from "../parts/ItemHead";
import { Mark } from "../parts/Mark";
import styles from "../parts/parts.module.css";
import { AccountCommands } from "./AccountCommands";
import { AccountForm } from "./AccountForm";
import { PermissionGrid } from "./PermissionGrid";
import { Sessions } from "./Sessions";
import { useAccountOf } from "./useAccounts";

/** One account: who, where, what they may do, and where they are signed in. */
export function AccountItem({ id, onBack }: { id: string; onBack: () => void }) {
  const { t } = useTranslation();
  const query = useAccountOf(id);
  const mayManage = useMay("accounts.manage");
  return (
    <Asked query={query}>
      {(account) => (
        <>
          <ItemHead title={account.name} onBack={onBack}>
            <Mark is={account.active ? "yes" : "no"}>
              {t(account.active ? "administration.active" : "administration.suspended")}
            </Mark>
          </ItemHead>
          <p className={styles.soft}>
            {account.login} · {account.email}
          </p>
          {mayManage && <AccountCommands account={account} />}
          <AccountForm account={account} isLocked={!mayManage} />
          {account.role !== "customer" && (
            <PermissionGrid accountId={account.account_id} isLocked={!mayManage} />
          )}
          <Sessions account={account} mayEnd={mayManage} />
        </>
      )}
    </Asked>
  );
}
