import { Button, NativeSelect, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { answerOf, directory } from "@/shared/api/client";
import styles from "../parts/parts.module.css";
import { useCommand } from "../parts/useCommand";
import { AreaChoice } from "./AreaChoice";
import { type Account, ROLES, type Role } from "./account";
import { ACCOUNTS } from "./useAccounts";

/** Name, address, role and areas. Only what became different is sent. */
export function AccountForm({ account, isLocked }: { account: Account; isLocked: boolean }) {
  const { t } = useTranslation();
  const { run, isBusy, errors } = useCommand();
  const before = {
    name: account.name,
    email: account.email,
    role: account.role as Role,
    areas: account.areas,
  };
  const [given, setGiven] = useState(before);
  const isCustomer = account.role === "customer";
  const changed: Partial<typeof before> = Object.fromEntries(
    Object.entries(given).filter(
      ([name, value]) => String(before[name as keyof typeof before]) !== String(value),
    ),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const params = { path: { account_id: account.account_id } };
    const ask = () =>
      answerOf(directory.PATCH("/api/v1/accounts/{account_id}", { params, body: changed }));
    void run(ask, {
      done: t("administration.saved", { name: given.name }),
      stale: [ACCOUNTS],
    });
  };
  const field = (name: "name" | "email") => ({
    label: t(`administration.fields.${name}`),
    required: true,
    withAsterisk: false,
    disabled: isLocked,
    value: given[name],
    error: errors[name],
    onChange: (event: { currentTarget: HTMLInputElement }) =>
      setGiven({ ...given, [name]: event.currentTarget.value }),
  });
  const roles = ROLES.filter((each) => (each === "customer") === isCustomer);
  return (
    <form className={styles.form} onSubmit={submit}>
      <TextInput {...field("name")} maxLength={300} autoComplete="off" />
      <TextInput {...field("email")} type="email" maxLength={254} autoComplete="off" />
      <NativeSelect
        label={t("administration.role")}
        disabled={isLocked || isCustomer}
        value={given.role}
        data={roles.map((value) => ({ value, label: t(`roles.${value}`) }))}
        onChange={(event) => setGiven({ ...given, role: event.currentTarget.value as Role })}
      />
      {!isCustomer && (
        <AreaChoice
          chosen={given.areas}
          isLocked={isLocked}
          onChoose={(areas) => setGiven({ ...given, areas })}
        />
      )}
      {!isLocked && (
        <div className={styles.buttons}>
          <Button
            type="submit"
            size="xs"
            loading={isBusy}
            disabled={Object.keys(changed).length === 0}
          >
            {t("administration.save")}
          </Button>
        </div>
      )}
    </form>
  );
}
