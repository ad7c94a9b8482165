import { useTranslation } from "react-i18next";
import { usePlaces } from "../../parts/usePlaces";
import type { QueueFields } from "./queue";

/** The fields of a queue in words, for whoever decides between two versions. */
export function useQueueSayings() {
  const { t } = useTranslation();
  const placesOf = usePlaces();
  const labelOf = (name: keyof QueueFields) => {
    if (name === "channels" || name === "cities") return t(`setup.${name}`);
    return name === "areas" ? t("administration.areas") : t(`setup.queues.${name}`);
  };
  const say = (name: keyof QueueFields, given: QueueFields): string => {
    switch (name) {
      case "channels":
      case "cities":
      case "areas":
        return placesOf({ [name]: given[name] }) || t("setup.all");
      case "skills":
        return given.skills.join(", ");
      case "offers":
        return t(`setup.queues.modes.${given.offers}`);
      case "callsBack":
        return t(given.callsBack ? "setup.yes" : "setup.no");
      default:
        return given[name];
    }
  };
  return { labelOf, say };
}
