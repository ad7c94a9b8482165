import { describe, expect, it } from "vitest";
import {
  bodyOf,
  fieldsOf,
  inheritedBy,
  isOf,
  lastPosition,
  moved,
  parentsFor,
  type Reason,
} from "./reason";

/** `a.b` stands below `a`; the order is as told. */
function tree(...paths: (readonly [string, number])[]): Reason[] {
  return paths.map(([path, position]) => {
    const steps = path.split(".");
    return {
      kind: null,
      nature: null,
      category: null,
      code: steps.at(-1),
      label: path,
      parent: steps.at(-2) ?? null,
      depth: steps.length - 1,
      position,
      channels: [],
      areas: [],
      active: true,
      version: 1,
    } as unknown as Reason;
  });
}

const ALL = tree(["a", 10], ["a.b", 11], ["a.b.c", 0], ["a.b.c.d", 0], ["e", 20], ["f", 20]);
const [A, B, , , E, F] = ALL as [Reason, Reason, Reason, Reason, Reason, Reason];

describe("the tree of reasons (X19)", () => {
  it("lets nothing stand below itself, nor deeper than five", () => {
    const codes = (code: string | null) => parentsFor(code, ALL).map((each) => each.code);
    expect(codes("a")).toEqual(["e", "f"]);
    expect(codes("b")).toEqual(["a", "e", "f"]);
    expect(codes("e")).toEqual(["a", "b", "c", "d", "f"]);
    const deep = tree(["a", 0], ["a.b", 0], ["a.b.c", 0], ["a.b.c.d", 0], ["a.b.c.d.g", 0]);
    expect(parentsFor(null, deep).map((each) => each.code)).toEqual(["a", "b", "c", "d"]);
  });

  it("changes as few places as it takes, also where two have the same", () => {
    const places = (one: Reason, other: Reason) =>
      moved(one, other, ALL).map(({ reason, position }) => [reason.code, position]);
    expect(places(E, A)).toEqual([
      ["e", 10],
      ["a", 20],
      ["f", 21],
    ]);
    expect(places(F, E)).toEqual([["e", 21]]);
    expect(places(E, F)).toEqual([["e", 21]]);
  });

  it("puts what is new behind its siblings", () => {
    expect([lastPosition("", ALL), lastPosition("a", ALL), lastPosition("f", ALL)]).toEqual([
      30, 21, 10,
    ]);
  });

  it("shows of a channel what its contacts may have", () => {
    const forms = { ...B, channels: ["inquiry"] };
    expect(["", "inquiry", "email", "call"].map((each) => isOf(forms, each))).toEqual([
      true,
      true,
      true,
      false,
    ]);
    expect(isOf(A, "call")).toBe(true);
  });

  it("has the category of what a reason is part of, where it says none (E79)", () => {
    const all = [{ ...A, category: "slowness" }, B, E].map((each) => each as Reason);
    expect([inheritedBy("b", all), inheritedBy("a", all)]).toEqual(["slowness", "slowness"]);
    expect([inheritedBy("e", all), inheritedBy("", all)]).toEqual([null, null]);
  });

  it("says nothing where nothing was chosen", () => {
    const body = bodyOf(fieldsOf(A), { position: 3, active: false });
    expect(body).toMatchObject({
      parent: null,
      nature: null,
      kind: null,
      category: null,
      position: 3,
    });
    expect(bodyOf(fieldsOf(B), { position: 1, active: true }).parent).toBe("a");
  });
});
