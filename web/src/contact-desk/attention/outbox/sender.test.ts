import { expect, it } from "vitest";
import { Drafts } from "@/shared/drafts";
import { Memory } from "@/shared/memory";
import { KeptOutbox } from "./kept-outbox";
import { inOrder, nextOf, type Pending, parsePending, unseen } from "./pending";
import { type Outcome, Sender } from "./sender";

const reply = (clientId: string, contactId = "c1", second = 0): Pending => ({
  clientId,
  contactId,
  number: 7,
  text: clientId,
  files: [],
  at: new Date(Date.UTC(2026, 10, 22, 12, 0, second)).toISOString(),
  refusal: null,
});

/** A network that answers as it is told, and a clock that is moved by hand. */
function around(answers: Record<string, Outcome[]>) {
  const asked: string[] = [];
  const due: (() => void)[] = [];
  const ask = async ({ clientId }: Pending): Promise<Outcome> => {
    asked.push(clientId);
    return answers[clientId]?.shift() ?? { is: "sent" };
  };
  return { asked, due, told: { ask, show: () => {}, later: (work: () => void) => due.push(work) } };
}

const settled = () => new Promise((done) => setTimeout(done));
const kept = (storage: Storage) => new KeptOutbox(new Drafts(storage, "ana"));

it("sends each contact's replies in order, again until somebody answers (R04)", async () => {
  const storage = new Memory();
  const outbox = kept(storage);
  for (const each of [reply("b", "c1", 2), reply("a", "c1", 1), reply("x", "c2", 3)])
    outbox.put(each);
  const { asked, due, told } = around({ a: [{ is: "later" }] });
  new Sender(outbox, told).sendAll();
  await settled();
  // What holds up one contact holds up no other.
  expect(asked).toEqual(["a", "x"]);
  expect(
    kept(storage)
      .all()
      .map((each) => each.clientId),
  ).toEqual(["a", "b"]);
  for (const work of due.splice(0)) work();
  await settled();
  expect(asked).toEqual(["a", "x", "a", "b"]);
  expect(kept(storage).all()).toEqual([]);
});

it("keeps what was refused with the reason, and goes on behind it", async () => {
  const storage = new Memory();
  const outbox = kept(storage);
  outbox.put(reply("a", "c1", 1));
  outbox.put(reply("b", "c1", 2));
  const { asked, told } = around({ a: [{ is: "refused", why: "no" }] });
  new Sender(outbox, told).sendAll();
  await settled();
  expect(asked).toEqual(["a", "b"]);
  expect(kept(storage).all()).toEqual([{ ...reply("a", "c1", 1), refusal: "no" }]);
});

it("sends nothing more for whoever has left, and keeps it for when they come back", async () => {
  const storage = new Memory();
  const outbox = kept(storage);
  outbox.put(reply("a"));
  const { asked, told } = around({});
  const sender = new Sender(outbox, told);
  sender.end();
  sender.sendAll();
  await settled();
  expect(asked).toEqual([]);
  expect(kept(storage).all()).toEqual([reply("a")]);
});

it("loses nothing between two windows, nor where there is no room", () => {
  const storage = new Memory();
  const [one, other] = [kept(storage), kept(storage)];
  one.put(reply("a"));
  other.put(reply("b", "c1", 1));
  one.remove("a");
  one.readAgain();
  expect(one.all().map((each) => each.clientId)).toEqual(["b"]);
  storage.setItem = () => {
    throw new DOMException("full", "QuotaExceededError");
  };
  one.put(reply("c", "c1", 2));
  one.readAgain();
  expect(one.all().map((each) => each.clientId)).toEqual(["b", "c"]);
});

it("is shown until the conversation has it, and survives what cannot be understood", () => {
  const shown = [{ client_id: "a" }, { client_id: null }];
  expect(unseen([reply("a"), reply("b")], shown)).toEqual([reply("b")]);
  expect(nextOf([{ ...reply("a"), refusal: "no" }], "c1")).toBeUndefined();
  expect(inOrder([reply("b", "c1", 2), reply("a", "c1", 1)])[0]?.clientId).toBe("a");
  expect(parsePending("no json")).toBeNull();
  expect(parsePending('{"clientId":"a","contactId":"c"}')).toMatchObject({ text: "", files: [] });
});
