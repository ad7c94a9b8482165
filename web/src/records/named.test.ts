import i18next from "i18next";
import { expect, it } from "vitest";
import { en } from "@/shared/i18n/en";
import { es } from "@/shared/i18n/es";
import { pt } from "@/shared/i18n/pt";
import { orderState, priority, ticketState } from "./named";

/** As the console starts: the Spanish words of these screens are not there yet. */
async function wordsIn(lng: string) {
  const resources = { es: { words: es }, en: { words: en }, pt: { words: pt } };
  const options = { lng, fallbackLng: "es", ns: ["words"], defaultNS: "words", resources };
  return i18next.createInstance().init(options);
}

const work = { state: "in_progress", state_label: "En Progreso" };

it("calls states and priorities what the chosen language calls them", async () => {
  const [english, portuguese] = [await wordsIn("en"), await wordsIn("pt")];
  expect(orderState(english, work)).toBe("In progress");
  expect(ticketState(portuguese, work)).toBe("Em andamento");
  expect(priority(english, { priority: "high", priority_label: "Alta" })).toBe("High");
});

it("has the service's word where there is none of its own", async () => {
  expect(orderState(await wordsIn("es"), work)).toBe("En Progreso");
  const unknown = { state: "on_hold", state_label: "En Espera" };
  expect(ticketState(await wordsIn("en"), unknown)).toBe("En Espera");
});
