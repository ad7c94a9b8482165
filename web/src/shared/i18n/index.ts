import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { type Settings, settings } from "@/shared/settings";
import { type AllWords, es } from "./es";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "words";
    resources: { words: AllWords };
  }
}

/** The other languages come when somebody wants them. */
const OTHERS = {
  en: () => import("./en").then(({ en }) => en),
  pt: () => import("./pt").then(({ pt }) => pt),
};

/** Spanish is there at once; anything missing in another language would fall back to it. */
export async function startWords(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: "es",
    fallbackLng: "es",
    ns: ["words"],
    defaultNS: "words",
    resources: { es: { words: es } },
    // React writes text as text.
    interpolation: { escapeValue: false },
  });
  await speak(settings.get().language);
  settings.subscribe(() => void speak(settings.get().language));
}

async function speak(language: Settings["language"]): Promise<void> {
  if (language !== "es" && !i18next.hasResourceBundle(language, "words")) {
    i18next.addResourceBundle(language, "words", await OTHERS[language]());
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}
