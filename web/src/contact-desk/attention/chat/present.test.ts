import { expect, it } from "vitest";
import { noted, presentAt, type Whisper } from "./present";

const whisper = (by: string, state: Whisper["state"], seconds: number): Whisper => ({
  by,
  kind: "operator",
  name: by,
  state,
  seconds,
});

it("knows who is here as long as they say so, those who type first (R05)", () => {
  const one = noted(new Map(), whisper("Ana", "viewing", 30), 0);
  const both = noted(one, whisper("Beto", "typing", 6), 1_000);
  expect(presentAt(both, 2_000).map((each) => each.name)).toEqual(["Beto", "Ana"]);
  expect(presentAt(both, 8_000).map((each) => each.name)).toEqual(["Ana"]);
  expect(presentAt(both, 31_000)).toEqual([]);
});

it("forgets at once whoever has left, and nobody else (R05)", () => {
  const one = noted(new Map(), whisper("Ana", "typing", 6), 0);
  const both = noted(one, whisper("Beto", "writing", 6), 0);
  const left = noted(both, whisper("Ana", "left", 0), 1_000);
  expect(presentAt(left, 2_000).map((each) => each.name)).toEqual(["Beto"]);
  expect(noted(left, whisper("Ana", "left", 0), 2_000)).toEqual(left);
});

it("does not forget that somebody types because they look", () => {
  const typing = noted(new Map(), whisper("Ana", "typing", 6), 0);
  const still = noted(typing, whisper("Ana", "viewing", 30), 1_000);
  expect(presentAt(still, 2_000)[0]?.state).toBe("typing");
  const later = noted(typing, whisper("Ana", "viewing", 30), 7_000);
  expect(presentAt(later, 8_000)[0]?.state).toBe("viewing");
});
