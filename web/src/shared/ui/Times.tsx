import { useTranslation } from "react-i18next";
import { useNow } from "@/shared/clock";
import { duration, exactTime, shortTime } from "@/shared/times";
import { Icon } from "./icons";

/** When, as short as it can be said; exactly in the tooltip. */
export function When({ at }: { at: string }) {
  const { i18n } = useTranslation();
  const moment = new Date(at);
  return (
    <time dateTime={at} title={exactTime(moment, i18n.language)}>
      {shortTime(moment, new Date(useNow()), i18n.language)}
    </time>
  );
}

/** How long somebody has been waiting; counts up. Machines read the moment it began. */
export function Waiting({ since }: { since: string }) {
  const { t, i18n } = useTranslation();
  const began = new Date(since);
  return (
    <time
      dateTime={since}
      className="waiting"
      title={`${t("list.waiting")}: ${exactTime(began, i18n.language)}`}
    >
      <Icon name="clock" size={12} /> {duration(useNow() - began.getTime())}
    </time>
  );
}
