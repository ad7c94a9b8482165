import { expect, it } from "vitest";
import { NO_TEXTS } from "../drafts/draft-sync";
import { chosenExit } from "./exits";

const outcome = { ...NO_TEXTS, outcome: "se agendó" };
const note = { ...NO_TEXTS, note: "llamar antes" };

it("shows the way out that is wanted, else the first that is allowed", () => {
  expect(chosenExit(["finish", "return"], "return", NO_TEXTS)).toBe("return");
  expect(chosenExit(["derive", "return"], "finish", NO_TEXTS)).toBe("derive");
  expect(chosenExit([], "finish", NO_TEXTS)).toBeNull();
});

it("keeps in sight what was typed, where it is no longer allowed (B63)", () => {
  expect(chosenExit(["transfer", "return"], "finish", outcome)).toBe("finish");
  expect(chosenExit(["return"], "derive", note)).toBe("derive");
  expect(chosenExit([], "finish", note)).toBe("derive");
  expect(chosenExit([], "return", outcome)).toBe("finish");
});
