import { Button, NativeSelect } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { memo, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./ContactList.module.css";
import { CLAIMS, type Filters, isFiltered, isSearchable, parseFilters, STATES } from "./filters";
import { OutOfHours } from "./hours/OutOfHours";
import { hasMore, MoreFilters } from "./MoreFilters";
import { OnPaper } from "./OnPaper";
import type { ScreenName } from "./screens";
import { TypedFilter } from "./TypedFilter";
import { openOf, useCounts } from "./useCounts";
import { Views } from "./views/Views";

interface Props {
  screen: ScreenName;
  filters: Filters;
  isCompact: boolean;
}

/** What clears every filter; how the list is ordered stays. */
const NOTHING = {
  state: "",
  claim: "",
  city: "",
  reason: "",
  queue: "",
  since: "",
  until: "",
  q: "",
  unidentified: false,
};

/** What is listed. All of it is in the address. The list below changes far more often than this. */
export const FilterBar = memo(function FilterBar({ screen, filters, isCompact }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const moreId = useId();
  const [isMore, setMore] = useState(() => hasMore(filters));
  const set = (some: Record<string, unknown>) =>
    void navigate({
      to: ".",
      search: parseFilters({ ...filters, ...some }),
      replace: true,
    });
  return (
    <header className={styles.filters} data-compact={isCompact || undefined}>
      <h1 className={styles.title}>
        {t(`screens.${screen}`)}
        <OpenOnes screen={screen} />
      </h1>
      <OutOfHours screen={screen} city={filters.city} />
      <OnPaper filters={filters} />
      <TypedFilter
        id="filter-words"
        name={t("views.search")}
        value={filters.q ?? ""}
        longest={100}
        isReady={(text) => text === "" || isSearchable(text)}
        onValue={(q) => set({ q })}
      />
      <NativeSelect
        id="filter-state"
        size="xs"
        aria-label={t("list.state")}
        value={filters.state ?? ""}
        data={[
          { value: "", label: `${t("list.state")}: ${t("list.all")}` },
          ...STATES.map((value) => ({ value, label: t(`states.${value}`) })),
        ]}
        onChange={(event) => set({ state: event.currentTarget.value })}
      />
      {screen !== "mine" && (
        <NativeSelect
          size="xs"
          aria-label={t("list.claim")}
          value={filters.claim ?? ""}
          data={[
            { value: "", label: `${t("list.claim")}: ${t("list.all")}` },
            ...CLAIMS.map((value) => ({ value, label: t(`claims.${value}`) })),
          ]}
          onChange={(event) => set({ claim: event.currentTarget.value })}
        />
      )}
      <Views screen={screen} filters={filters} />
      <Button
        variant="default"
        size="xs"
        aria-expanded={isMore}
        aria-controls={moreId}
        onClick={() => setMore(!isMore)}
      >
        {t("views.more")}
      </Button>
      {isFiltered(filters) && (
        <Button variant="subtle" size="compact-xs" onClick={() => set(NOTHING)}>
          {t("list.clear")}
        </Button>
      )}
      <div id={moreId} className={styles.more} hidden={!isMore}>
        {isMore && <MoreFilters screen={screen} filters={filters} onChange={set} />}
      </div>
    </header>
  );
});

/** How many wait here; said often, and by itself. */
function OpenOnes({ screen }: { screen: ScreenName }) {
  const { t } = useTranslation();
  const waiting = openOf(useCounts(true), screen);
  if (!waiting || waiting.count === 0) return null;
  const key = waiting.isMore ? "nav.waitingMore" : "nav.waiting";
  return <small>{t(key, { count: waiting.count })}</small>;
}
