import { expect, it } from "vitest";
import { type Contact, stepToEnd } from "../../contact";
import { NO_TEXTS } from "../drafts/draft-sync";
import { chosenExit, lacksTicket, wantsTicket } from "./exits";

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

it("says that a ticket is missing only to whom it can be given by (C27)", () => {
  const lacks = (ticket_id: string | null, allowed_actions: string[]) =>
    lacksTicket({ ticket_id, allowed_actions } as Contact);
  expect(lacks(null, ["finish", "ticket"])).toBe(true);
  expect(lacks("a-ticket", ["finish", "ticket"])).toBe(false);
  expect(lacks(null, ["take"])).toBe(false);
});

it("leads to the ticket first where nothing ends before it is chosen (X15, X18)", () => {
  const held = { allowed_actions: ["return", "ticket"], ticket_wanted: true } as unknown as Contact;
  expect(wantsTicket(held)).toBe(true);
  expect(stepToEnd(held)).toBe("ticket");
  const chosen = { allowed_actions: ["finish", "ticket"] } as Contact;
  expect([wantsTicket(chosen), stepToEnd(chosen)]).toEqual([false, "finish"]);
});
