import { describe, expect, it } from "vitest";
import { firstPage, heard, type Message, olderPage, readAgain } from "./conversation";

const message = (id: string | null, minute: number, revision = minute): Message => ({
  id,
  author: id === null ? "bot" : "customer",
  author_label: "",
  author_name: null,
  text: `${id}`,
  at: new Date(Date.UTC(2026, 10, 22, 12, minute)).toISOString(),
  revision,
  attachments: [],
});
const page = (items: Message[], older: string | null = null) => ({
  items,
  older,
  newer: null,
  revision: Math.max(0, ...items.map((each) => each.revision)),
});
const ids = (of: { messages: readonly Message[] }) => of.messages.map((each) => each.id);

describe("a conversation", () => {
  it("is in the order of its source, whenever it was told (R04)", () => {
    const begun = firstPage(page([message(null, 0), message("b", 2)]));
    expect(ids(begun)).toEqual(["b"]);
    const more = heard(heard(begun, message("d", 4)), message("c", 3, 9));
    expect(ids(more)).toEqual(["b", "c", "d"]);
    expect(more.revision).toBe(9);
    expect(ids(olderPage(more, page([message("a", 1)])))).toEqual(["a", "b", "c", "d"]);
  });

  it("shows a message once, as far as it has come", () => {
    const begun = firstPage(page([message("a", 1, 5)]));
    const late = heard(begun, { ...message("a", 1, 4), text: "earlier" });
    expect(late.messages).toEqual(begun.messages);
    expect(heard(begun, { ...message("a", 1, 6), text: "later" }).messages[0]?.text).toBe("later");
  });

  it("begins anew where too much was missed, else goes on", () => {
    const begun = firstPage(page([message("a", 1)], "before-a"));
    expect(ids(readAgain(begun, page([message("a", 1), message("b", 2)])))).toEqual(["a", "b"]);
    const far = readAgain(begun, page([message("y", 8), message("z", 9)], "before-y"));
    expect(ids(far)).toEqual(["y", "z"]);
    expect(far.older).toBe("before-y");
  });
});
