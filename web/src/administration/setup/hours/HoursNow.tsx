import { NativeSelect, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { answerOf, intake } from "@/shared/api/client";
import { exactTime } from "@/shared/times";
import { NotLoaded } from "@/shared/ui/Notice";
import { useCities } from "@/shared/useCities";
import { KINDS, type Kind } from "../../channels/channel";
import { Asked } from "../../parts/Asked";
import styles from "../../parts/parts.module.css";
import { SCHEDULES } from "./schedule";

const TYPED_AFTER = 300;

/** Tries the hours out: whether it is open now at some place, until when, and by which schedule. */
export function HoursNow() {
  const { t, i18n } = useTranslation();
  const listId = useId();
  const { cities, query: known } = useCities();
  const [city, setCity] = useState("");
  const [channel, setChannel] = useState<Kind | "">("");
  const [asked] = useDebouncedValue(city.trim(), TYPED_AFTER);
  const query = useQuery({
    queryKey: [...SCHEDULES, "now", asked, channel],
    queryFn: ({ signal }) => {
      const params = {
        query: { ...(asked ? { city: asked } : {}), ...(channel ? { channel } : {}) },
      };
      return answerOf(intake.GET("/api/v1/contacts/hours", { params, signal }));
    },
    placeholderData: (before) => before,
  });
  const moment = (at: string) => exactTime(new Date(at), i18n.language);
  return (
    <section className={styles.tried} aria-label={t("setup.hours.try")}>
      <h2>{t("setup.hours.try")}</h2>
      <div className={styles.buttons}>
        <TextInput
          size="xs"
          aria-label={t("setup.hours.city")}
          placeholder={t("setup.hours.city")}
          list={listId}
          maxLength={200}
          value={city}
          onChange={(event) => setCity(event.currentTarget.value)}
        />
        <datalist id={listId}>
          {cities.map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
        <NativeSelect
          size="xs"
          aria-label={t("setup.reasons.channel")}
          value={channel}
          data={[
            { value: "", label: `${t("setup.reasons.channel")}: ${t("setup.all")}` },
            ...KINDS.map((value) => ({ value, label: t(`channels.${value}`) })),
          ]}
          onChange={(event) => setChannel(event.currentTarget.value as Kind | "")}
        />
      </div>
      <NotLoaded query={known} what={t("setup.citiesFailed")} />
      <Asked query={query}>
        {({ open, open_until, next_opening, schedule, holiday }) => (
          <p role="status">
            {open
              ? open_until
                ? t("setup.hours.openUntil", { when: moment(open_until) })
                : t("setup.hours.openAlways")
              : next_opening
                ? t("setup.hours.opensAt", { when: moment(next_opening) })
                : t("setup.hours.closedForLong")}
            {". "}
            {schedule ? t("setup.hours.by", { name: schedule }) : t("setup.hours.byNone")}{" "}
            {holiday && t("setup.hours.holiday", { name: holiday })}
          </p>
        )}
      </Asked>
    </section>
  );
}
