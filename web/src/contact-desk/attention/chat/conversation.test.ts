import { describe, expect, it } from "vitest";
import { firstPage, heard, type Message, olderPage, readAgain } from "./conversation";
import { nextOf, parseOutbox, refused, unseen, without } from "./outbox";

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

describe("replies on their way", () => {
  const pending = (clientId: string) => ({ clientId, text: clientId, at: "", refusal: null });

  it("go in turn, and one that was refused holds up no other", () => {
    const outbox = refused([pending("a"), pending("b")], "a", "not yours");
    expect(nextOf(outbox)?.clientId).toBe("b");
    expect(nextOf(refused(outbox, "a", null))?.clientId).toBe("a");
    expect(nextOf(refused(without(outbox, "b"), "a", "no"))).toBeUndefined();
  });

  it("are shown until the conversation has them", () => {
    const shown = [{ client_id: "a" }, { client_id: null }];
    expect(unseen([pending("a"), pending("b")], shown)).toEqual([pending("b")]);
  });

  it("survive what an older version kept", () => {
    expect(parseOutbox("no json")).toEqual([]);
    expect(parseOutbox('[{"clientId":"a","text":"x","at":"","refusal":null},7]')).toHaveLength(1);
  });
});
