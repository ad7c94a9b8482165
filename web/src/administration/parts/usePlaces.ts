import { useTranslation } from "react-i18next";
import { KINDS } from "../channels/channel";
import { useNamesOfAreas } from "./useNamesOfAreas";

interface Places {
  channels?: readonly string[];
  cities?: readonly string[];
  areas?: readonly string[];
}

/** Of which channels, cities and areas something is, in words; nothing where it is of all. */
export function usePlaces(): (places: Places) => string {
  const { t } = useTranslation();
  const areasOf = useNamesOfAreas();
  return ({ channels = [], cities = [], areas = [] }) =>
    [
      KINDS.filter((each) => channels.includes(each))
        .map((each) => t(`channels.${each}`))
        .join(", "),
      cities.join(", "),
      areasOf(areas),
    ]
      .filter(Boolean)
      .join(" · ");
}
