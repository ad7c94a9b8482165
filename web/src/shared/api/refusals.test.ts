import i18next from "i18next";
import { beforeAll, describe, expect, it } from "vitest";
import { inSpanish } from "@/shared/i18n/in-spanish";
import { Problem, Unreachable } from "./problem";
import { explainRefusal } from "./refusals";

const ENGLISH = "What a service says to programs.";

function said(status: number, code: string, retryAfter: number | null = null): string {
  return explainRefusal(new Problem(status, code, ENGLISH, {}, retryAfter), i18next.t);
}

beforeAll(() => inSpanish());

describe("why something was not done", () => {
  it.each([
    [409, "concurrent-update", /al mismo tiempo/],
    [412, "out-of-date", /Alguien lo cambió antes/],
    [409, "contact-is-nobodys", /Nadie tiene este contacto/],
    [409, "ticket-to-be-chosen", /a qué ticket pertenece/],
    [422, "unknown-area", /no trabaja nadie/],
    [409, "last-administrator", /último administrador/],
    [403, "more-than-own", /Nadie da permisos/],
    [422, "wrong-headers", /número de cliente/],
    [503, "signing-is-off", /claves de firma/],
    [404, "ticket-unknown", /se registró recién/],
    [401, "wrong-credentials", /no coinciden/],
  ])("is said of the problem: %i %s", (status, code, words) => {
    expect(said(status, code)).toMatch(words);
  });

  it.each([
    [401, /La sesión terminó/],
    [403, /Los permisos los da un administrador/],
    [404, /Puede haberse borrado/],
    [429, /en 8 s/],
    [500, /No se perdió lo escrito/],
  ])("is said by the status where that says all: %i", (status, words) => {
    expect(said(status, "brand-new-code", 8)).toMatch(words);
  });

  it("is a sentence and the code where there are no words, never the service's English", () => {
    expect(said(409, "brand-new-code")).toBe("No se pudo (brand-new-code).");
    expect(said(422, "toString")).toBe("No se pudo (toString).");
  });

  it("is not known where no answer came", () => {
    expect(explainRefusal(new Unreachable(ENGLISH), i18next.t)).toContain("Sin conexión");
  });
});
