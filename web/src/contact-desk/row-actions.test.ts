import { createInstance } from "i18next";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { I18nextProvider, initReactI18next } from "react-i18next";
import { expect, it } from "vitest";
import { es } from "@/shared/i18n/es";
import type { Commands } from "./commands";
import { actionsOf, type Contact } from "./contact";
import { asFree, asMine } from "./optimism";
import { RowActions } from "./RowActions";

const words = createInstance();
await words.use(initReactI18next).init({ lng: "es", resources: { es: { translation: es } } });

const free = {
  id: "1",
  state: { code: "open" },
  claim: { code: "free", by: null, at: null, expires_at: null },
  allowed_actions: ["take", "link", "transcript"],
} as unknown as Contact;

function drawn(contact: Contact): string {
  const row = createElement(RowActions, { contact, commands: {} as Commands, onOpen: () => {} });
  return renderToStaticMarkup(createElement(I18nextProvider, { i18n: words }, row));
}

const buttons = (html: string) =>
  [...html.matchAll(/<button(.*?)>/g)].map(([, all = ""]) => ({
    title: /title="([^"]*)"/.exec(all)?.[1],
    isHeldBack: all.includes('aria-disabled="true"'),
    isBusy: all.includes('aria-busy="true"'),
  }));

it("never says that nothing can be done while an answer is under way (C28, X15)", () => {
  const mine = asMine(free, "Ana");
  expect(mine.claim).toMatchObject({ code: "mine", by: "Ana" });
  expect(drawn(mine)).not.toContain(es.actions.none);
  expect(drawn({ ...free, allowed_actions: ["transcript"] })).toContain(es.actions.none);
});

it("keeps the buttons where they were until then, and holds them back", () => {
  const before = buttons(drawn(free));
  const meanwhile = buttons(drawn(asMine(free, "Ana")));
  expect(meanwhile.map((each) => each.title)).toEqual(before.map((each) => each.title));
  expect(before.map((each) => each.isHeldBack)).toEqual([false, false, false]);
  expect(meanwhile.map((each) => each.isHeldBack)).toEqual([true, true, false]);
  expect(meanwhile.map((each) => each.isBusy)).toEqual([true, false, false]);
});

it("lets no key do what is not known to be allowed yet", () => {
  const held = { ...free, allowed_actions: ["return", "finish", "transcript"] } as Contact;
  const given = asFree(held);
  expect(given.claim.code).toBe("free");
  expect(actionsOf(given)).toEqual(["transcript"]);
  expect(given.pending).toEqual({ action: "return", allowed_actions: held.allowed_actions });
});
