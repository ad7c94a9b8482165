import { NativeSelect, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { answerOf, directory } from "@/shared/api/client";
import { Clashes } from "../parts/Clashes";
import styles from "../parts/parts.module.css";
import { SaveButtons } from "../parts/SaveButtons";
import { useEditing } from "../parts/useEditing";
import { useNamesOfAreas } from "../parts/useNamesOfAreas";
import { ifMatch, useSaving } from "../parts/useSaving";
import { AreaChoice } from "./AreaChoice";
import { type Account, fieldsOf, ROLES, type Role } from "./account";
import { ACCOUNTS } from "./useAccounts";

/** Name, address, role and areas. Only what became different is sent. */
export function AccountForm({ account, isLocked }: { account: Account; isLocked: boolean }) {
  const { t } = useTranslation();
  const namesOf = useNamesOfAreas();
  const edit = useEditing(fieldsOf(account), account.version, `accounts.${account.account_id}`);
  const { given, change } = edit;
  const isCustomer = account.role === "customer";
  const { submit, isBusy, errors } = useSaving(edit, {
    done: ({ name }) => t("administration.saved", { name }),
    save: (_, version) => {
      const params = { path: { account_id: account.account_id }, header: ifMatch(version) };
      const body = edit.changes;
      return answerOf(directory.PATCH("/api/v1/accounts/{account_id}", { params, body }));
    },
    stale: [ACCOUNTS],
  });
  const field = (name: "name" | "email") => ({
    label: t(`administration.fields.${name}`),
    required: true,
    withAsterisk: false,
    disabled: isLocked,
    value: given[name],
    error: errors[name],
    onChange: (event: { currentTarget: HTMLInputElement }) =>
      change({ [name]: event.currentTarget.value }),
  });
  const labels = {
    name: t("administration.fields.name"),
    email: t("administration.fields.email"),
    role: t("administration.role"),
    areas: t("administration.areas"),
  };
  const say = (name: keyof typeof given, fields: typeof given) => {
    if (name === "role") return t(`roles.${fields.role}`);
    return name === "areas" ? namesOf(fields.areas) : fields[name];
  };
  const roles = ROLES.filter((each) => (each === "customer") === isCustomer);
  return (
    <form className={styles.form} onSubmit={submit}>
      <Clashes edit={edit} labelOf={(name) => labels[name]} say={say} />
      <TextInput {...field("name")} maxLength={300} autoComplete="off" />
      <TextInput {...field("email")} type="email" maxLength={254} autoComplete="off" />
      <NativeSelect
        label={labels.role}
        disabled={isLocked || isCustomer}
        value={given.role}
        data={roles.map((value) => ({ value, label: t(`roles.${value}`) }))}
        onChange={(event) => change({ role: event.currentTarget.value as Role })}
      />
      {!isCustomer && (
        <AreaChoice
          chosen={given.areas}
          isLocked={isLocked}
          onChoose={(chosen) => change({ areas: chosen })}
        />
      )}
      {!isLocked && <SaveButtons edit={edit} isBusy={isBusy} />}
    </form>
  );
}
