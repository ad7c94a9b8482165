import { NativeSelect, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { answerOf, directory } from "@/shared/api/client";
import { MakeForm } from "../parts/MakeForm";
import styles from "../parts/parts.module.css";
import { useBegun } from "../parts/useBegun";
import type { Command } from "../parts/useCommand";
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

type Errors = Command["errors"];

/** Lets somebody in: they get a letter with a link to choose their password. */
export function Invite({ onDone }: { onDone: (accountId: string | null) => void }) {
  const { t } = useTranslation();
  const begun = useBegun("accounts", NOBODY);
  const { given, change } = begun;
  const isCustomer = given.role === "customer";
  const invite = () => {
    const { customer_number, ...who } = given;
    const body = { ...who, active: true, ...(isCustomer ? { customer_number } : {}) };
    return answerOf(directory.POST("/api/v1/accounts", { body }));
  };
  const field = (name: "name" | "email" | "login" | "customer_number", errors: Errors) => ({
    label: t(`administration.fields.${name}`),
    required: true,
    withAsterisk: false,
    value: given[name],
    error: errors[name],
    onChange: (event: { currentTarget: HTMLInputElement }) =>
      change({ [name]: event.currentTarget.value }),
  });
  return (
    <MakeForm
      title={t("administration.accounts.invite")}
      label={t("administration.accounts.send")}
      begun={begun}
      what={given}
      make={invite}
      done={t("administration.accounts.invited", { name: given.name, email: given.email })}
      stale={[ACCOUNTS]}
      onMade={(made) => onDone(made.account_id)}
      onBack={() => onDone(null)}
    >
      {(errors) => (
        <>
          <p className={styles.soft}>{t("administration.accounts.inviteDetail")}</p>
          <TextInput {...field("name", errors)} maxLength={300} autoComplete="off" />
          <TextInput {...field("email", errors)} type="email" maxLength={254} autoComplete="off" />
          <TextInput
            {...field("login", errors)}
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
            <TextInput {...field("customer_number", errors)} maxLength={60} />
          ) : (
            <AreaChoice chosen={given.areas} onChoose={(areas) => change({ areas })} />
          )}
        </>
      )}
    </MakeForm>
  );
}
