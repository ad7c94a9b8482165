import { describe, expect, it } from "vitest";
import { sectionsOf } from "./sections";

describe("the sections of the administration", () => {
  it("are none for an operator", () => {
    expect(sectionsOf(["contacts.read", "contacts.take", "customers.read"])).toEqual([]);
  });

  it("are, for whoever runs the desk, what the desk goes by", () => {
    const permissions = ["desk.manage", "contacts.ignore", "contacts.share-replies"];
    expect(sectionsOf(permissions)).toEqual([
      "reasons",
      "replies",
      "queues",
      "rules",
      "operators",
      "hours",
      "holidays",
      "ignored",
    ]);
  });

  it("are those somebody has the permission for, in one order", () => {
    expect(sectionsOf(["kernel.inspect", "accounts.read"])).toEqual(["accounts", "put-aside"]);
  });
});
