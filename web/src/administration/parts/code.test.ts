import { expect, it } from "vitest";
import { codeOf } from "./code";

it.each([
  ["Reclamo técnico", "reclamo-tecnico"],
  ["  ¿Baja? / Mudanza ", "baja-mudanza"],
  ["Ñandú 24 h", "nandu-24-h"],
  ["日本", ""],
  ["x".repeat(99), "x".repeat(60)],
])("makes a code of %j", (name, code) => expect(codeOf(name)).toBe(code));

it("makes another one where a code is taken", () => {
  expect(codeOf("Baja", ["baja"])).toBe("baja-2");
  expect(codeOf("Baja", ["baja", "baja-2"])).toBe("baja-3");
  expect(codeOf("y".repeat(70), ["y".repeat(60)])).toHaveLength(58);
});
