import { NativeSelect } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Record } from "@/records/Record";
import { More } from "@/shared/ui/More";
import { Empty, Failed, FailedLine, Loading } from "@/shared/ui/Notice";
import { CallBackItem } from "./CallBackItem";
import styles from "./CallBacks.module.css";
import "./words/spoken";
import { STATES, type State, useCallBacks } from "./useCallBacks";

/** Who called in vain, and is to be called (C04). */
export function CallBacks() {
  const { t } = useTranslation();
  const [state, setState] = useState<State>("open");
  const { shown, count, error, refetch, hold, letGo, ...pages } = useCallBacks(state);
  const counted = pages.hasNextPage ? "callBacks.waitingMore" : "callBacks.waiting";
  const again = () => void refetch();
  return (
    <Record
      title={t("nav.callBacks")}
      {...(count > 0 && { state: t(counted, { count }) })}
      error={null}
      onRetry={again}
    >
      <NativeSelect
        size="xs"
        className={styles.state ?? ""}
        aria-label={t("callBacks.state")}
        value={state}
        data={STATES.map((value) => ({ value, label: t(`callBacks.states.${value}`) }))}
        onChange={(event) => setState(event.currentTarget.value as State)}
      />
      {!shown && (error ? <Failed error={error} onRetry={again} /> : <Loading />)}
      {shown && error && (
        <FailedLine what={t("callBacks.notRefreshed")} error={error} onRetry={again} />
      )}
      {shown?.length === 0 && <Nobody isOpen={state === "open"} />}
      <ul className={styles.list}>
        {shown?.map((each) => (
          <CallBackItem
            key={each.id}
            callBack={each}
            onWriting={(isWriting) => (isWriting ? hold : letGo)(each)}
          />
        ))}
      </ul>
      {pages.hasNextPage && (
        <More isFetching={pages.isFetchingNextPage} onMore={pages.fetchNextPage} size="xs" />
      )}
    </Record>
  );
}

function Nobody({ isOpen }: { isOpen: boolean }) {
  const { t } = useTranslation();
  return isOpen ? (
    <Empty title={t("callBacks.nobody")} detail={t("callBacks.nobodyDetail")} />
  ) : (
    <Empty title={t("callBacks.none")} detail={t("callBacks.noneDetail")} />
  );
}
