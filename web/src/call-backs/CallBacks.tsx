import { NativeSelect } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { HeldList } from "@/records/HeldList";
import { Empty } from "@/shared/ui/Notice";
import { CallBackItem } from "./CallBackItem";
import styles from "./CallBacks.module.css";
import { parseSearch, STATES, type State } from "./search";
import { useCallBacks } from "./useCallBacks";
import "./words/spoken";

/** Who called in vain, and is to be called (C04). */
export function CallBacks() {
  const { t } = useTranslation();
  const { state = "open" } = useSearch({ from: "/call-backs" });
  const isOpen = state === "open";
  return (
    <HeldList
      title={t("nav.callBacks")}
      pages={useCallBacks(state)}
      filter={<StateFilter state={state} />}
      empty={
        <Empty
          title={t(isOpen ? "callBacks.nobody" : "callBacks.none")}
          detail={t(isOpen ? "callBacks.nobodyDetail" : "callBacks.noneDetail")}
        />
      }
    >
      {(each, handling) => <CallBackItem callBack={each} handling={handling} />}
    </HeldList>
  );
}

function StateFilter({ state }: { state: State }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <NativeSelect
      size="xs"
      className={styles.state ?? ""}
      aria-label={t("callBacks.state")}
      value={state}
      data={STATES.map((value) => ({ value, label: t(`callBacks.states.${value}`) }))}
      onChange={({ currentTarget }) => {
        const search = parseSearch({ state: currentTarget.value });
        void navigate({ to: "/call-backs", search, replace: true });
      }}
    />
  );
}
