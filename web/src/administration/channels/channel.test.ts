import { describe, expect, it } from "vitest";
import { bodyOf, doorsOf, UNTREATED } from "./channel";

describe("a channel system", () => {
  it("is told every address it may report to, and no other", () => {
    expect(doorsOf("call", "k1", "https://tero.example")).toEqual([
      "https://tero.example/api/v1/intake/calls/k1",
    ]);
    expect(doorsOf(null, "k1", "").map((each) => each.split("/")[4])).toEqual([
      "calls",
      "chats",
      "inquiries",
    ]);
    expect(doorsOf("email", "k1", "")).toEqual([]);
  });

  it("says nothing where nothing was written", () => {
    const body = bodyOf({ ...UNTREATED, label: " Central ", queue: "  ", line: "0800" });
    expect(body).toEqual({
      label: "Central",
      enabled: true,
      queue: null,
      line: "0800",
      reason: null,
      per_second: 500,
      burst: 10000,
    });
  });
});
