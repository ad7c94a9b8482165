import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useMinutesSince, useNow } from "@/shared/clock";
import { useStore } from "@/shared/store";
import { duration, exactTime, shortTime, zone } from "@/shared/times";
import { Icon } from "./icons";

/** When, as short as it can be said; exactly in the tooltip. */
export function When({ at }: { at: string }) {
  const { i18n } = useTranslation();
  const moment = new Date(at);
  useMinutesSince(moment.getTime());
  useStore(zone);
  return (
    <time dateTime={at} title={exactTime(moment, i18n.language)}>
      {shortTime(moment, new Date(), i18n.language)}
    </time>
  );
}

/** How long somebody has been waiting; counts up. Machines read the moment it began. */
export function Waiting({ since }: { since: string }) {
  const { t, i18n } = useTranslation();
  const clock = useStore(zone);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another clock tells another time.
  const exactly = useMemo(
    () => exactTime(new Date(since), i18n.language),
    [since, i18n.language, clock],
  );
  return (
    <time dateTime={since} className="waiting" title={`${t("list.waiting")}: ${exactly}`}>
      <Icon name="clock" size={12} /> {duration(useNow() - Date.parse(since))}
    </time>
  );
}
