import { NativeSelect, TextInput } from "@mantine/core";
import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { answerOf, directory } from "@/shared/api/client";
import { ItemHead } from "../parts/ItemHead";
import { MakeButtons } from "../parts/MakeButtons";
import styles from "../parts/parts.module.css";
import { useBegun } from "../parts/useBegun";
import { useCommand } from "../parts/useCommand";
import { AreaChoice } from "./AreaChoice";
import { ROLES, type Role } from "./account";
import { ACCOUNTS } from "./useAccounts";

const NOBODY = {
  name: "",
  email: "",
  login: "",
  role: "operator" as Role,
  customer_number: "",
  areas: [] as string[],
};

/** Lets somebody in: they get a letter with a link to choose their password. */
export function Invite({ onDone }: { onDone: (accountId: string | null) => void }) {
  const { t } = useTranslation();
  const { run, isBusy, errors } = useCommand();
  const begun = useBegun("accounts", NOBODY);
  const { given, change } = begun;
  const isCustomer = given.role === "customer";
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const { customer_number, ...who } = given;
    const body = { ...who, active: true, ...(isCustomer ? { customer_number } : {}) };
    const made = await run(() => answerOf(directory.POST("/api/v1/accounts", { body })), {
      done: t("administration.accounts.invited", { name: given.name, email: given.email }),
      stale: [ACCOUNTS],
    });
    if (!made) return;
    begun.forget();
    onDone(made.account_id);
  };
  const field = (name: "name" | "email" | "login" | "customer_number") => ({
    label: t(`administration.fields.${name}`),
    required: true,
    withAsterisk: false,
    value: given[name],
    error: errors[name],
    onChange: (event: { currentTarget: HTMLInputElement }) =>
      change({ [name]: event.currentTarget.value }),
  });
  return (
    <>
      <ItemHead title={t("administration.accounts.invite")} onBack={() => onDone(null)} />
      <form className={styles.form} onSubmit={submit}>
        <p className={styles.soft}>{t("administration.accounts.inviteDetail")}</p>
        <TextInput {...field("name")} maxLength={300} autoComplete="off" />
        <TextInput {...field("email")} type="email" maxLength={254} autoComplete="off" />
        <TextInput
          {...field("login")}
          description={t("administration.fields.loginHint")}
          minLength={2}
          maxLength={100}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
        />
        <NativeSelect
          label={t("administration.role")}
          value={given.role}
          data={ROLES.map((value) => ({ value, label: t(`roles.${value}`) }))}
          onChange={(event) => change({ role: event.currentTarget.value as Role })}
        />
        {isCustomer ? (
          <TextInput {...field("customer_number")} maxLength={60} />
        ) : (
          <AreaChoice chosen={given.areas} onChoose={(areas) => change({ areas })} />
        )}
        <MakeButtons begun={begun} isBusy={isBusy} label={t("administration.accounts.send")} />
      </form>
    </>
  );
}
