import { expect, it } from "vitest";
import { workplacesOf } from "@/frame/workplaces";
import { parseSettings } from "@/shared/settings";
import { actionsOf, type Contact, canAct, topicOf } from "./contact";
import { parseFilters, queryOf, streamOf } from "./filters";
import { columnsOf } from "./screens";
import { openOf } from "./useCounts";

const contact = (allowed_actions: string[]) => ({ allowed_actions }) as Contact;

it("shows the columns of the documents (C05-C21, C40, C44, C45)", () => {
  const calls = ["number", "reason", "name", "city", "state", "date", "phone", "actions"];
  expect(columnsOf("calls")).toEqual(calls);
  expect(columnsOf("calls-without-city")).toEqual(["number", "state", "date", "phone", "actions"]);
  expect(columnsOf("chats")).not.toContain("phone");
  expect(columnsOf("chats")).toContain("observations");
});

it("offers what the service allows and nothing else (C28, X15)", () => {
  expect(actionsOf(contact(["finish", "take", "something-new"]))).toEqual(["take", "finish"]);
  expect(canAct(contact(["transcript"]))).toBe(false);
  expect(canAct(contact(["return", "transcript"]))).toBe(true);
});

it("says what a contact is about by its reason and a mail's subject", () => {
  const bare = { reason: null, reason_label: null, subject: null };
  expect(topicOf(bare)).toBeNull();
  expect(topicOf({ ...bare, reason: "billing", subject: "Doble" })).toBe("billing · Doble");
  expect(topicOf({ ...bare, reason: "billing", reason_label: "Facturación" })).toBe("Facturación");
});

it("understands of an address what it can, and drops the rest", () => {
  const search = { state: "open", claim: "nobody", city: "  Córdoba ", after: "x" };
  expect(parseFilters(search)).toEqual({ state: "open", city: "Córdoba" });
  expect(parseFilters({ city: 5, inquiries: "yes" })).toEqual({});
});

it("asks the list and its stream the same question", () => {
  const filters = { claim: "free", city: "Río Cuarto & más" } as const;
  const asked = new URL(streamOf("chats", filters), "http://tero").searchParams;
  expect(Object.fromEntries(asked)).toEqual(queryOf("chats", filters));
  expect(queryOf("calls", { inquiries: true })).toEqual({ screen: "calls" });
});

it("counts who waits, and says when there are more than were counted", () => {
  const counts = {
    highest: 1000,
    screens: { calls: { live: 2, open: 3, closed: 9 } },
    call_backs: { open: 2, overdue: 1 },
  };
  expect(openOf(counts, "calls")).toEqual({ count: 5, isMore: false });
  expect(openOf({ ...counts, screens: { calls: { open: 1000 } } }, "calls")?.isMore).toBe(true);
  expect(openOf(undefined, "calls")).toBeNull();
});

it("leads nobody where they may not go", () => {
  expect(workplacesOf(["orders.read"])).toEqual([]);
  expect(workplacesOf(["contacts.read"]).map((each) => each.screen)).toContain("mine");
});

it("survives settings of another version", () => {
  expect(parseSettings('{"language":"pt","theme":"neon","listWidth":900}')).toEqual({
    language: "pt",
    theme: "system",
    density: "compact",
    listWidth: 40,
  });
  expect(parseSettings("no json").language).toBe("es");
});
