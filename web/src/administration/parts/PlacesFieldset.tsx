import { useTranslation } from "react-i18next";
import { NotLoaded } from "@/shared/ui/Notice";
import { useCities } from "@/shared/useCities";
import { AreaChoice } from "../accounts/AreaChoice";
import type { Kind } from "../channels/channel";
import { ChannelChoice } from "./ChannelChoice";
import { WordList } from "./WordList";

interface Places {
  channels: Kind[];
  cities: string[];
  areas: string[];
}

interface Props {
  given: Places;
  onChange: (part: Partial<Places>) => void;
}

/** Of which channels, cities and areas something is; of all where none is chosen. */
export function PlacesFieldset({ given, onChange }: Props) {
  const { t } = useTranslation();
  const { cities, query } = useCities();
  return (
    <>
      <ChannelChoice chosen={given.channels} onChoose={(channels) => onChange({ channels })} />
      <WordList
        label={t("setup.cities")}
        hint={`${t("setup.wordsHint")} ${t("setup.allOf")}`}
        words={given.cities}
        suggestions={cities}
        onChange={(words) => onChange({ cities: words })}
      />
      <NotLoaded query={query} what={t("setup.citiesFailed")} />
      <AreaChoice
        chosen={given.areas}
        hint={t("setup.allOf")}
        onChoose={(areas) => onChange({ areas })}
      />
    </>
  );
}
