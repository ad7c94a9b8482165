import i18next from "i18next";
import { beforeAll, describe, expect, it } from "vitest";
import { Problem, Unreachable } from "@/shared/api/problem";
import { es } from "@/shared/i18n/es";
import { explainRefusal } from "./refusals";

const ENGLISH = "What a service says to programs.";

function said(status: number, code: string, facts: Record<string, unknown> = {}): string {
  return explainRefusal(new Problem(status, code, ENGLISH, facts), i18next.t, "es");
}

beforeAll(async () => {
  await i18next.init({
    lng: "es",
    defaultNS: "words",
    resources: { es: { words: es } },
    interpolation: { escapeValue: false },
  });
});

describe("why something was not done", () => {
  it.each([
    [409, "concurrent-update", /al mismo tiempo/],
    [409, "contact-is-nobodys", /Nadie tiene este contacto/],
    [409, "contact-has-ticket", /ya tiene un ticket/],
    [409, "contact-has-no-ticket", /todavía no tiene ticket/],
    [409, "contact-has-no-customer", /qué cliente es/],
    [409, "contact-has-no-address", /a qué dirección/],
    [409, "ticket-to-be-chosen", /a qué ticket pertenece/],
    [409, "ticket-not-pending", /ya no está pendiente/],
    [422, "unknown-reason", /motivo ya no se puede elegir/],
    [422, "cannot-attend", /ya no puede atender/],
    [422, "unknown-area", /no trabaja nadie/],
    [422, "wrong-phone", /teléfono no es válido/],
  ])("is said in the words of the desk: %i %s", (status, code, words) => {
    expect(said(status, code)).toMatch(words);
  });

  it("names who was quicker", () => {
    expect(said(409, "contact-is-not-yours", { taken_by: "Ana" })).toContain("ahora lo tiene Ana");
  });

  it("is a sentence and the code where there are no words for it, never the service's English", () => {
    expect(said(409, "brand-new-code")).toBe("No se pudo (brand-new-code).");
    expect(said(422, "wrong-fields")).toBe("No se pudo (wrong-fields).");
  });

  it("is not known where no answer came", () => {
    expect(explainRefusal(new Unreachable(ENGLISH), i18next.t, "es")).toContain("Sin conexión");
  });
});
