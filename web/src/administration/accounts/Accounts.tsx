import { Button, NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { TypedFilter } from "@/contact-desk/TypedFilter";
import { More } from "@/shared/ui/More";
import { Failed, Loading } from "@/shared/ui/Notice";
import { useMay } from "@/sign-in/session";
import styles from "../parts/parts.module.css";
import { Section, useItem } from "../parts/Section";
import { LONGEST_QUERY } from "../search";
import { AccountItem } from "./AccountItem";
import { AccountTable } from "./AccountTable";
import { ROLES } from "./account";
import { Invite } from "./Invite";
import { useAccounts } from "./useAccounts";
import { useFinding } from "./useFinding";

const NEW = "new";

/** Everybody who can log in. */
export function Accounts() {
  const { t } = useTranslation();
  const { item, open } = useItem("accounts");
  const { asked, find } = useFinding();
  const { accounts, data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } =
    useAccounts(asked);
  const mayManage = useMay("accounts.manage");
  const tools = (
    <>
      <TypedFilter
        name={t("administration.accounts.search")}
        value={asked.query ?? ""}
        longest={LONGEST_QUERY}
        isWide
        onValue={(query) => find({ query })}
      />
      <NativeSelect
        size="xs"
        aria-label={t("administration.role")}
        value={asked.role ?? ""}
        data={[
          { value: "", label: `${t("administration.role")}: ${t("list.all")}` },
          ...ROLES.map((value) => ({ value, label: t(`roles.${value}`) })),
        ]}
        onChange={(event) => find({ role: event.currentTarget.value })}
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
      <AccountTable accounts={accounts} openId={item} />
      <div className={styles.more} role="status">
        {t("list.loaded", { count: accounts.length })}{" "}
        {accounts.length === 0 && (asked.query || asked.role) && (
          <Button size="compact-xs" variant="subtle" onClick={() => find({ query: "", role: "" })}>
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
