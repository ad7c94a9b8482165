import { expect, it } from "vitest";
import { Drafts } from "./drafts";
import { Memory } from "./memory";

const DAY = 24 * 3_600_000;

it("keeps a text until it is forgotten", () => {
  const drafts = new Drafts(new Memory(), "ana", () => 5);
  drafts.write("outcome.1", "se agendó");
  expect(drafts.read("outcome.1")).toEqual({ text: "se agendó", savedAt: 5 });
  drafts.forget("outcome.1");
  expect(drafts.read("outcome.1")).toBeNull();
});

it("does not show one account what another began", () => {
  const storage = new Memory();
  new Drafts(storage, "ana").write("outcome.1", "de Ana");
  expect(new Drafts(storage, "beto").read("outcome.1")).toBeNull();
});

it("finds what one account keeps under names that begin alike", () => {
  const storage = new Memory();
  const drafts = new Drafts(storage, "ana");
  for (const name of ["outbox.1", "outbox.2", "contact.1"]) drafts.write(name, "texto");
  new Drafts(storage, "beto").write("outbox.3", "de Beto");
  expect(drafts.names("outbox.")).toEqual(["outbox.1", "outbox.2"]);
});

it("says when nothing could be kept", () => {
  const full = new Memory();
  full.setItem = () => {
    throw new DOMException("full", "QuotaExceededError");
  };
  expect(new Drafts(full, "ana").write("outcome.1", "texto")).toBe(false);
});

it("sweeps what nobody came back to, and leaves what is not ours", () => {
  const storage = new Memory();
  storage.setItem("tero.settings", "{}");
  new Drafts(storage, "ana", () => 0).write("old", "viejo");
  new Drafts(storage, "ana", () => 10 * DAY).write("new", "nuevo");
  storage.setItem("tero.draft.ana.broken", "{");
  new Drafts(storage, "", () => 15 * DAY).sweep();
  expect(Object.keys(storage).filter((key) => key.startsWith("tero."))).toEqual([
    "tero.settings",
    "tero.draft.ana.new",
  ]);
});
