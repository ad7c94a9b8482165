import { useTranslation } from "react-i18next";
import { answerOf, directory } from "@/shared/api/client";
import { Problem } from "@/shared/api/problem";
import { tell } from "@/shared/ui/messages";
import { Confirm } from "../parts/Confirm";
import { useCommand } from "../parts/useCommand";
import type { Account } from "./account";
import { ACCOUNTS } from "./useAccounts";

/** For somebody whose phone and recovery codes are lost. */
export function ForgetSecondFactor({ account }: { account: Account }) {
  const { t } = useTranslation();
  const { run, isBusy } = useCommand();
  const { account_id, name } = account;
  const forget = async () => {
    const had = await run(() => forgotten(account_id), { stale: [[...ACCOUNTS, account_id]] });
    if (had === null) return;
    tell(t(`administration.accounts.${had ? "factorForgotten" : "noFactor"}`, { name }));
  };
  return (
    <Confirm
      action={t("administration.accounts.forgetFactor")}
      consequence={t("administration.accounts.forgetFactorDetail", { name })}
      isBusy={isBusy}
      onConfirm={() => void forget()}
    />
  );
}

/** Whether there was one: no list says who has. */
async function forgotten(account_id: string): Promise<boolean> {
  const params = { path: { account_id } };
  try {
    await answerOf(directory.DELETE("/api/v1/accounts/{account_id}/second-factor", { params }));
    return true;
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return false;
    throw error;
  }
}
