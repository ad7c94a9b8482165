import { useTranslation } from "react-i18next";
import { answerOf, directory, idempotencyKey } from "@/shared/api/client";
import { DeedButton } from "../parts/DeedButton";
import styles from "../parts/parts.module.css";
import { useCommand } from "../parts/useCommand";
import type { Account } from "./account";
import { ForgetSecondFactor } from "./ForgetSecondFactor";
import { ACCOUNTS } from "./useAccounts";

/** What is done to an account as a whole. */
export function AccountCommands({ account }: { account: Account }) {
  const { t } = useTranslation();
  const { run, isBusy } = useCommand();
  const { account_id, name, active } = account;
  const path = { account_id };
  const setActive = (next: boolean, undo?: () => void): Promise<unknown> =>
    run(
      () =>
        answerOf(
          directory.PATCH("/api/v1/accounts/{account_id}", {
            params: { path },
            body: { active: next },
          }),
        ),
      {
        done: t(next ? "administration.accounts.letIn" : "administration.accounts.shutOut", {
          name,
        }),
        ...(undo ? { undo } : {}),
        stale: [ACCOUNTS],
      },
    );
  const invite = () =>
    run(
      () =>
        answerOf(
          directory.POST("/api/v1/accounts/{account_id}/invitation", {
            params: { path, header: idempotencyKey() },
          }),
        ),
      { done: t("administration.accounts.invited", { name, email: account.email }) },
    );
  return (
    <div className={styles.buttons}>
      <DeedButton
        variant="default"
        isBusy={isBusy}
        onClick={() => void setActive(!active, () => void setActive(active))}
      >
        {t(active ? "administration.accounts.suspend" : "administration.accounts.activate")}
      </DeedButton>
      {active && (
        <DeedButton variant="default" isBusy={isBusy} onClick={() => void invite()}>
          {t("administration.accounts.inviteAgain")}
        </DeedButton>
      )}
      <ForgetSecondFactor account={account} />
    </div>
  );
}
