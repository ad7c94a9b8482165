import i18next from "i18next";
import { beforeAll, expect, it } from "vitest";
import { Problem } from "@/shared/api/problem";
import { inSpanish } from "@/shared/i18n/in-spanish";
import { explainAtDesk } from "./refusals";

function said(code: string, facts: Record<string, unknown> = {}): string {
  return explainAtDesk(new Problem(409, code, "What a service says.", facts), i18next.t, "es");
}

beforeAll(() => inSpanish());

it("names who was quicker, where the service says it", () => {
  expect(said("contact-is-taken", { taken_by: "Ana" })).toContain("Ana fue más rápido");
  expect(said("contact-is-not-yours", { taken_by: "Ana" })).toContain("ahora lo tiene Ana");
  expect(said("contact-is-taken")).toContain("otra persona");
  expect(said("contact-is-not-yours")).toContain("La toma venció");
});

it("says all else as it is said everywhere", () => {
  expect(said("contact-has-ticket", { taken_by: "Ana" })).toBe("Este contacto ya tiene un ticket.");
});
