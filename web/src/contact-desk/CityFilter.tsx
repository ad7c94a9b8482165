import { useTranslation } from "react-i18next";
import { folded } from "@/shared/folded";
import { useCities } from "@/shared/useCities";
import { TypedFilter } from "./TypedFilter";

const LONGEST = 300;

interface Props {
  city: string;
  onCity: (city: string) => void;
}

/** The list is asked for the city as the company writes it, however somebody types it. */
export function CityFilter({ city, onCity }: Props) {
  const { t } = useTranslation();
  const { cities } = useCities();
  const written = (typed: string) => cities.find((each) => folded(each) === folded(typed)) ?? typed;
  return (
    <TypedFilter
      name={t("list.city")}
      value={city}
      longest={LONGEST}
      suggestions={cities}
      onValue={(typed) => onCity(written(typed))}
    />
  );
}
