import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Failed, Loading } from "@/shared/ui/Notice";
import { useMay } from "@/sign-in/session";
import { More } from "../parts/More";
import styles from "../parts/parts.module.css";
import { Section, useItem } from "../parts/Section";
import { AccountItem } from "./AccountItem";
import { AccountTable } from "./AccountTable";
import { fits, ROLES } from "./account";
import { Invite } from "./Invite";
import { useAccounts } from "./useAccounts";

const NEW = "new";

/** Everybody who can log in. */
export function Accounts() {
  const { t } = useTranslation();
  const { item, open } = useItem("accounts");
  const [typed, setTyped] = useState("");
  const [role, setRole] = useState("");
  const isSearching = typed.trim() !== "" || role !== "";
  const { accounts, data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } =
    useAccounts(isSearching);
  const mayManage = useMay("accounts.manage");
  const shown = accounts.filter((each) => (!role || each.role === role) && fits(each, typed));
  const clear = () => {
    setTyped("");
    setRole("");
  };
  const tools = (
    <>
      <TextInput
        type="search"
        size="xs"
        aria-label={t("administration.accounts.search")}
        placeholder={t("administration.accounts.search")}
        maxLength={200}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <NativeSelect
        size="xs"
        aria-label={t("administration.role")}
        value={role}
        data={[
          { value: "", label: `${t("administration.role")}: ${t("list.all")}` },
          ...ROLES.map((value) => ({ value, label: t(`roles.${value}`) })),
        ]}
        onChange={(event) => setRole(event.currentTarget.value)}
      />
      {mayManage && (
        <Button size="xs" onClick={() => open(NEW)}>
          {t("administration.accounts.invite")}
        </Button>
      )}
    </>
  );
  const list = data ? (
    <>
      <AccountTable accounts={shown} openId={item} />
      <div className={styles.more} role="status">
        {t("list.loaded", { count: shown.length })}{" "}
        {shown.length === 0 && isSearching && (
          <Button size="compact-xs" variant="subtle" onClick={clear}>
            {t("list.clear")}
          </Button>
        )}
        {hasNextPage && <More isFetching={isFetchingNextPage} onMore={fetchNextPage} />}
      </div>
    </>
  ) : error ? (
    <Failed error={error} onRetry={() => void refetch()} />
  ) : (
    <Loading />
  );
  return (
    <Section
      title={t("administration.sections.accounts")}
      tools={tools}
      list={list}
      itemKey={item}
      item={
        item === NEW && mayManage ? (
          <Invite onDone={open} />
        ) : (
          item && <AccountItem id={item} onBack={() => open(null)} />
        )
      }
    />
  );
}
