import { Button, Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./ContactList.module.css";
import { CLAIMS, type Filters, isFiltered, parseFilters, STATES } from "./filters";
import type { ScreenName } from "./screens";
import { openOf, useCounts } from "./useCounts";

interface Props {
  screen: ScreenName;
  filters: Filters;
  isCompact: boolean;
}

/** What is listed. All of it is in the address. */
export function FilterBar({ screen, filters, isCompact }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const waiting = openOf(useCounts(true), screen);
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
        {waiting && waiting.count > 0 && (
          <small>
            {t(waiting.isMore ? "nav.waitingMore" : "nav.waiting", { count: waiting.count })}
          </small>
        )}
      </h1>
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
      {screen !== "calls-without-city" && (
        <CityFilter city={filters.city ?? ""} onCity={(city) => set({ city })} />
      )}
      {screen === "mine" && (
        <Checkbox
          size="xs"
          label={t("list.withInquiries")}
          checked={filters.inquiries ?? false}
          onChange={(event) => set({ inquiries: event.currentTarget.checked })}
        />
      )}
      {isFiltered(filters) && (
        <Button
          variant="subtle"
          size="compact-xs"
          onClick={() => set({ state: "", claim: "", city: "" })}
        >
          {t("list.clear")}
        </Button>
      )}
    </header>
  );
}

const TYPED = 400;

/** Asks when somebody has stopped typing. */
function CityFilter({ city, onCity }: { city: string; onCity: (city: string) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState(city);
  useEffect(() => setText(city), [city]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only typing begins the wait.
  useEffect(() => {
    if (text.trim() === city) return;
    const timer = window.setTimeout(() => onCity(text), TYPED);
    return () => window.clearTimeout(timer);
  }, [text]);
  return (
    <TextInput
      size="xs"
      className={styles.city ?? ""}
      aria-label={t("list.city")}
      placeholder={t("list.city")}
      maxLength={300}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
    />
  );
}
