import { describe, expect, it } from "vitest";
import { isAllowed, listsOf, type Permissions, said, singlesOf } from "./permissions";

const PERMISSIONS: Permissions = {
  account_id: "1",
  role: "operator",
  defaults: ["tickets.read", "tickets.create"],
  granted: ["reports.read"],
  refused: ["tickets.create"],
  effective: ["reports.read", "tickets.read"],
  version: 3,
};

describe("the permission grid", () => {
  it("says the same as the service, of what it was told and of what it tells", () => {
    const singles = singlesOf(PERMISSIONS);
    expect(listsOf(singles)).toEqual({ granted: ["reports.read"], refused: ["tickets.create"] });
    const all = ["reports.read", "tickets.create", "tickets.read"];
    const allowed = all.filter((name) =>
      isAllowed(name, singles[name] ?? "role", PERMISSIONS.defaults),
    );
    expect(allowed).toEqual(PERMISSIONS.effective);
  });

  it("is as the role has it where nothing is said, also of what was clicked and put back", () => {
    const before = singlesOf(PERMISSIONS);
    expect(said(said(before, "tickets.read", "refused"), "tickets.read", "role")).toEqual(before);
    const after = said(said(before, "tickets.create", "granted"), "reports.read", "role");
    expect(listsOf(after)).toEqual({ granted: ["tickets.create"], refused: [] });
  });
});
