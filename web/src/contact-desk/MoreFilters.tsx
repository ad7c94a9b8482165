import { Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { CityFilter } from "./CityFilter";
import styles from "./ContactList.module.css";
import { type Filters, SORTS } from "./filters";
import { QueueFilter } from "./QueueFilter";
import { ReasonFilter } from "./ReasonFilter";
import type { ScreenName } from "./screens";

interface Props {
  screen: ScreenName;
  filters: Filters;
  onChange: (some: Record<string, unknown>) => void;
}

/** Whether something is asked for that only this row shows. */
export function hasMore(filters: Filters): boolean {
  const { city, reason, queue, since, until, unidentified, sort } = filters;
  return Boolean(city ?? reason ?? queue ?? since ?? until ?? unidentified ?? sort);
}

/** The filters that are needed now and then. */
export function MoreFilters({ screen, filters, onChange }: Props) {
  const { t } = useTranslation();
  const isKnown = screen !== "calls-without-city";
  return (
    <>
      <NativeSelect
        size="xs"
        className={styles.select ?? ""}
        aria-label={t("views.sort")}
        value={filters.sort ?? ""}
        data={[
          { value: "", label: t("views.sorts.newest") },
          ...SORTS.map((value) => ({ value, label: t(`views.sorts.${value}`) })),
        ]}
        onChange={(event) => onChange({ sort: event.currentTarget.value })}
      />
      {isKnown && <CityFilter city={filters.city ?? ""} onCity={(city) => onChange({ city })} />}
      {isKnown && (
        <ReasonFilter reason={filters.reason ?? ""} onReason={(reason) => onChange({ reason })} />
      )}
      <QueueFilter queue={filters.queue ?? ""} onQueue={(queue) => onChange({ queue })} />
      <DayFilter
        name={t("views.since")}
        day={filters.since ?? ""}
        onDay={(since) => onChange({ since })}
      />
      <DayFilter
        name={t("views.until")}
        day={filters.until ?? ""}
        onDay={(until) => onChange({ until })}
      />
      {isKnown && screen !== "calls" && (
        <Checkbox
          size="xs"
          label={t("views.unidentified")}
          checked={filters.unidentified ?? false}
          onChange={(event) => onChange({ unidentified: event.currentTarget.checked })}
        />
      )}
      {screen === "mine" && (
        <Checkbox
          size="xs"
          label={t("list.withInquiries")}
          checked={filters.inquiries ?? false}
          onChange={(event) => onChange({ inquiries: event.currentTarget.checked })}
        />
      )}
    </>
  );
}

interface DayProps {
  name: string;
  day: string;
  onDay: (day: string) => void;
}

function DayFilter({ name, day, onDay }: DayProps) {
  return (
    <TextInput
      type="date"
      size="xs"
      label={name}
      value={day}
      onChange={(event) => onDay(event.currentTarget.value)}
    />
  );
}
