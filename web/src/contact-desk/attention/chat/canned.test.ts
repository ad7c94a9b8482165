import { expect, it } from "vitest";
import { askedAt, filledIn } from "./canned";

it("offers replies where a slash begins a word, and nowhere else (C47)", () => {
  expect(askedAt("/hola", 5)).toEqual({ from: 0, to: 5, words: "hola" });
  expect(askedAt("Buen día. /ho y más", 13)).toEqual({ from: 10, to: 13, words: "ho" });
  expect(askedAt("uno\n/dos", 8)).toEqual({ from: 4, to: 8, words: "dos" });
  expect(askedAt("/corte de luz", 13)?.words).toBe("corte de luz");
  for (const text of ["y/o", "mañana / tarde", "https://a.ar", "hola", `/${"x".repeat(61)}`]) {
    expect(askedAt(text, text.length), text).toBeNull();
  }
});

it("writes the reply in place of what asked for it, between what was written", () => {
  const asked = { from: 5, to: 8, words: "ok" };
  expect(filledIn({ text: "Ana, /ok gracias", caret: 8 }, asked, "listo")).toEqual({
    text: "Ana, listo gracias",
    caret: 10,
  });
});

it("takes nothing from what was typed while it was fetched", () => {
  const asked = { from: 0, to: 3, words: "ok" };
  expect(filledIn({ text: "/ok y más", caret: 9 }, asked, "listo")).toEqual({
    text: "listo y más",
    caret: 11,
  });
  expect(filledIn({ text: "otra cosa", caret: 4 }, asked, "-listo-")).toEqual({
    text: "otra-listo- cosa",
    caret: 11,
  });
});
