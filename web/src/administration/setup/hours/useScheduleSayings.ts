import { useTranslation } from "react-i18next";
import { usePlaces } from "../../parts/usePlaces";
import { nameOfDay } from "./hours";
import type { ScheduleFields } from "./schedule";

/** The fields of a schedule in words, for whoever decides between two versions. */
export function useScheduleSayings() {
  const { t, i18n } = useTranslation();
  const placesOf = usePlaces();
  const labelOf = (name: keyof ScheduleFields) => {
    switch (name) {
      case "name":
        return t("setup.hours.name");
      case "time_zone":
        return t("setup.hours.zone");
      case "areas":
        return t("administration.areas");
      case "channels":
      case "cities":
        return t(`setup.${name}`);
      default:
        return nameOfDay(name, i18n.language);
    }
  };
  const say = (name: keyof ScheduleFields, given: ScheduleFields): string => {
    switch (name) {
      case "channels":
      case "cities":
      case "areas":
        return placesOf({ [name]: given[name] }) || t("setup.all");
      case "name":
      case "time_zone":
        return given[name];
      default:
        return given[name] || t("setup.hours.closed");
    }
  };
  return { labelOf, say };
}
