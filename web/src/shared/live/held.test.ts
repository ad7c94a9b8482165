import { describe, expect, it } from "vitest";
import { withHeld } from "./held";

interface Row {
  id: string;
  version?: number;
}
const idOf = (row: Row) => row.id;
const greatestFirst = (one: Row, other: Row) => (one.id < other.id ? 1 : -1);
const shown = (listed: Row[], held: Row[]) => withHeld(listed, held, idOf, greatestFirst);

describe("what somebody is working on", () => {
  it("stays in its place, though the list has it no more", () => {
    expect(shown([{ id: "3" }, { id: "1" }], [{ id: "2" }]).map(idOf)).toEqual(["3", "2", "1"]);
  });

  it("is shown as it is now while the list has it", () => {
    expect(shown([{ id: "2", version: 5 }], [{ id: "2" }])).toEqual([{ id: "2", version: 5 }]);
  });
});
