import { NativeSelect, SegmentedControl } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { change, DENSITIES, LANGUAGES, type Settings, settings, THEMES } from "@/shared/settings";
import { useStore } from "@/shared/store";

export function LanguageChoice() {
  const { t } = useTranslation();
  const { language } = useStore(settings);
  return (
    <NativeSelect
      label={t("settings.language")}
      value={language}
      data={LANGUAGES.map((value) => ({ value, label: t(`settings.languages.${value}`) }))}
      onChange={(event) => change({ language: event.currentTarget.value as Settings["language"] })}
    />
  );
}

export function ThemeChoice() {
  const { t } = useTranslation();
  const { theme } = useStore(settings);
  const data = THEMES.map((value) => ({ value, label: t(`settings.themes.${value}`) }));
  return (
    <SegmentedControl
      fullWidth
      size="xs"
      aria-label={t("settings.theme")}
      value={theme}
      data={data}
      onChange={(value) => change({ theme: value as Settings["theme"] })}
    />
  );
}

export function DensityChoice() {
  const { t } = useTranslation();
  const { density } = useStore(settings);
  const data = DENSITIES.map((value) => ({ value, label: t(`settings.densities.${value}`) }));
  return (
    <SegmentedControl
      fullWidth
      size="xs"
      aria-label={t("settings.density")}
      value={density}
      data={data}
      onChange={(value) => change({ density: value as Settings["density"] })}
    />
  );
}
