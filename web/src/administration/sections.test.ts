import { describe, expect, it } from "vitest";
import { groupsOf, SECTIONS, sectionsOf } from "./sections";

describe("the sections of the administration", () => {
  it("are none for an operator", () => {
    const permissions = ["contacts.read", "contacts.take", "customers.read"];
    expect(sectionsOf(permissions)).toEqual([]);
    expect(groupsOf(permissions)).toEqual([]);
  });

  it("are, for whoever runs the desk, what the desk goes by", () => {
    const permissions = ["desk.manage", "contacts.ignore", "contacts.share-replies"];
    expect(groupsOf(permissions)).toEqual([
      {
        name: "desk",
        sections: ["reasons", "replies", "queues", "operators", "rules", "ignored", "mail-aside"],
      },
      { name: "calendar", sections: ["hours", "holidays"] },
    ]);
  });

  it("are those somebody has the permission for, in one order", () => {
    expect(sectionsOf(["kernel.inspect", "accounts.read"])).toEqual(["accounts", "put-aside"]);
  });

  it("are each in one group, in the order in which they are shown", () => {
    const all = SECTIONS.map((each) => each.needs);
    expect(groupsOf(all).flatMap((group) => group.sections)).toEqual(sectionsOf(all));
  });
});
