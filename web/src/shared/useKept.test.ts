import { createElement, useState } from "react";
import { renderToString } from "react-dom/server";
import { beforeEach, expect, it, vi } from "vitest";
import { type Account, session } from "@/sign-in/session";
import { Drafts } from "./drafts";
import { Memory } from "./memory";
import { useKept, type Values } from "./useKept";

const ONE = "ticket.1.ticket-comment";
const OTHER = "ticket.2.ticket-comment";
const account = { account_id: "ana" } as Account;

type Kept = ReturnType<typeof useKept>;

/** One form, given the one name and then the other: what it has of each. */
function renamed(): [Kept, Kept] {
  const had = new Map<string, Kept>();
  function Form() {
    const [what, setWhat] = useState(ONE);
    had.set(what, useKept(what));
    if (what === ONE) setWhat(OTHER);
    return null;
  }
  renderToString(createElement(Form));
  return [had.get(ONE) as Kept, had.get(OTHER) as Kept];
}

function begin(what: string, values: Values): void {
  new Drafts(localStorage, "ana").write(what, JSON.stringify(values));
}

function keptOf(what: string): unknown {
  return JSON.parse(new Drafts(localStorage, "ana").read(what)?.text ?? "{}");
}

beforeEach(() => {
  vi.stubGlobal("localStorage", new Memory());
  session.set({ is: "in", account });
});

it("has what was begun for the thing it is about now", () => {
  begin(ONE, { text: "de uno" });
  begin(OTHER, { text: "de otro", choice: "public" });
  const [one, other] = renamed();
  expect(one.values).toEqual({ text: "de uno" });
  expect(other.values).toEqual({ text: "de otro", choice: "public" });
});

it("takes nothing to a thing of which nothing was begun", () => {
  begin(ONE, { text: "de uno", choice: "public" });
  const [, other] = renamed();
  expect(other.values).toEqual({});
  expect([keptOf(ONE), keptOf(OTHER)]).toEqual([{ text: "de uno", choice: "public" }, {}]);
});

it("keeps each text under the name it was written for, however late", () => {
  const [one, other] = renamed();
  other.write({ text: "de otro" });
  one.write({ text: "de uno" });
  expect([keptOf(ONE), keptOf(OTHER)]).toEqual([{ text: "de uno" }, { text: "de otro" }]);
});
