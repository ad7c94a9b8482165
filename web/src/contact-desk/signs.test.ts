import i18next from "i18next";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { I18nextProvider, initReactI18next } from "react-i18next";
import { beforeAll, describe, expect, it } from "vitest";
import { Sign } from "./attention/Sign";
import { attending } from "./attention/words/es";
import { type Person, withSign } from "./signs";

const words = i18next.createInstance();

beforeAll(async () => {
  await words.use(initReactI18next).init({
    lng: "es",
    ns: ["words"],
    defaultNS: "words",
    resources: { es: { words: { attending } } },
    interpolation: { escapeValue: false },
  });
});

const person = (name: string, state: Person["state"] = "viewing"): Person => ({
  by: name,
  name,
  state,
});

function drawn(...who: Person[]): string {
  const sign = createElement(Sign, { who });
  const html = renderToStaticMarkup(createElement(I18nextProvider, { i18n: words }, sign));
  return html.replaceAll(/[\u2068\u2069]/g, "");
}

describe("who else is at a contact (R05)", () => {
  it("is what was told last of it, and of no other", () => {
    const ana = [person("Ana")];
    const both = withSign(withSign(new Map(), { id: "1", who: ana }), { id: "2", who: ana });
    const changed = withSign(both, { id: "2", who: [person("Ana", "typing")] });
    expect(changed.get("1")).toBe(ana);
    expect(changed.get("2")).toEqual([person("Ana", "typing")]);
    expect([...withSign(changed, { id: "1", who: [] }).keys()]).toEqual(["2"]);
  });

  it("is forgotten where nobody knows any more", () => {
    const known = withSign(new Map(), { id: "1", who: [person("Ana")] });
    expect(withSign(known, null).size).toBe(0);
  });

  it("is told in words, and by name", () => {
    expect(drawn(person("Ana"))).toContain('title="Mirando ahora: Ana"');
    const busy = drawn(person("Ana", "typing"), person("Beto"), person("Carla"));
    expect(busy).toContain("Escribiendo ahora: Ana · Mirando ahora: Beto, Carla</span>");
    expect(busy).toMatch(/>Ana<\/bdi>.*>escribe<\/span>/);
    expect(busy).toContain(">+2</span>");
  });

  it("is text, whatever somebody is called", () => {
    expect(drawn(person('<img src=x onerror="1">'))).not.toContain("<img");
  });
});
