import i18next from "i18next";
import { es } from "./es";

/** Lets a test hear what is said; `more` are words of a part that is loaded when it is opened. */
export async function inSpanish(more: object = {}): Promise<void> {
  await i18next.init({
    lng: "es",
    defaultNS: "words",
    resources: { es: { words: { ...es, ...more } } },
    interpolation: { escapeValue: false },
  });
}
