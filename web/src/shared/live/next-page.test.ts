import { expect, it } from "vitest";
import { afterStep, mayAsk, NOT_ASKED, type Step } from "./next-page";

const having = (...steps: Step[]) => steps.reduce(afterStep, NOT_ASKED);

it("asks for a page once at a time, and not beyond the end", () => {
  expect(mayAsk(NOT_ASKED, "older")).toBe(true);
  expect(mayAsk(NOT_ASKED, null)).toBe(false);
  expect(mayAsk(having("asked"), "older")).toBe(false);
  expect(mayAsk(having("asked", "came"), "oldest")).toBe(true);
});

it("does not ask again by itself for what failed, until the list has been read again", () => {
  const failed = having("asked", { failed: "older" });
  expect(failed.isLoading).toBe(false);
  expect(mayAsk(failed, "older")).toBe(false);
  expect(mayAsk(failed, "of another list")).toBe(true);
  expect(mayAsk(afterStep(failed, "healed"), "older")).toBe(true);
});

it("says nothing new where nothing had failed, so that nobody asks twice", () => {
  const asking = having("asked");
  expect(afterStep(asking, "healed")).toBe(asking);
});
