import { beforeEach, describe, expect, it } from "vitest";
import { Drafts } from "@/shared/drafts";
import { Memory } from "@/shared/memory";
import { begun, changesOf, rebased } from "./editing";
import { forgetEditing, keepEditing, resumedEditing } from "./kept-editing";

const STOOD = { title: "Saludo", text: "Hola", areas: ["support", "sales"] };
const WHAT = "replies.1";
const mine = { ...begun(STOOD), given: { ...STOOD, text: "Hola, ¿qué tal?" } };

let storage: Storage;
let drafts: Drafts;

beforeEach(() => {
  storage = new Memory();
  drafts = new Drafts(storage, "ana");
});

describe("what somebody was changing", () => {
  it("is there again, and is not another's or of another thing", () => {
    keepEditing(drafts, WHAT, mine);
    expect(resumedEditing(drafts, WHAT, STOOD)).toEqual(mine);
    expect(resumedEditing(drafts, "replies.2", STOOD)).toBeNull();
    expect(resumedEditing(new Drafts(storage, "beto"), WHAT, STOOD)).toBeNull();
  });

  it("comes upon what a colleague saved meanwhile, and both are shown", () => {
    keepEditing(drafts, WHAT, mine);
    const elsewhere = { ...STOOD, title: "Bienvenida" };
    expect(resumedEditing(drafts, WHAT, elsewhere)?.given).toEqual({
      ...mine.given,
      ...elsewhere,
      text: mine.given.text,
    });
    const same = { ...STOOD, text: "Buenas" };
    expect(resumedEditing(drafts, WHAT, same)?.clashes).toEqual(["text"]);
  });

  it("has still to be decided upon where two have changed the same", () => {
    const now = { ...STOOD, text: "Buenas" };
    keepEditing(drafts, WHAT, rebased(mine, now));
    const resumed = resumedEditing(drafts, WHAT, now);
    expect([resumed?.clashes, resumed && changesOf(resumed)]).toEqual([
      ["text"],
      { text: mine.given.text },
    ]);
  });

  it("is forgotten once it is sent, taken back, or stands there", () => {
    keepEditing(drafts, WHAT, mine);
    expect(resumedEditing(drafts, WHAT, mine.given)).toBeNull();
    keepEditing(drafts, WHAT, begun(STOOD));
    expect(storage).toHaveLength(0);
    keepEditing(drafts, WHAT, mine);
    forgetEditing(drafts, WHAT);
    expect(storage).toHaveLength(0);
  });

  it.each(["", "{", "null", "[]", '{"before":1,"given":{},"clashes":[]}'])(
    "is nothing where %j is kept",
    (text) => {
      drafts.write(`administration.${WHAT}`, text);
      expect(resumedEditing(drafts, WHAT, STOOD)).toBeNull();
    },
  );
});
