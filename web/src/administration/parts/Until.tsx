import { useTranslation } from "react-i18next";
import { exactTime } from "@/shared/times";

/** A moment that is to come, as a date; exactly in the tooltip. */
export function Until({ at }: { at: string }) {
  const { i18n } = useTranslation();
  const moment = new Date(at);
  return (
    <time dateTime={at} title={exactTime(moment, i18n.language)}>
      {moment.toLocaleDateString(i18n.language, {
        day: "numeric",
        month: "short",
        year: "numeric",
      })}
    </time>
  );
}
