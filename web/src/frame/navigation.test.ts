import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { SCREENS } from "@/contact-desk/screens";
import { sourcesFor } from "./command-bar/finds";
import { decidesOnProposals, workplacesOf } from "./workplaces";

const DOCUMENT = join(import.meta.dirname, "../../../docs/api/permissions.md");

/** What each role has by default, as the services say. */
function permissionsByRole(): Map<string, string[]> {
  const rows = readFileSync(DOCUMENT, "utf8")
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .map((line) => line.split("|").map((cell) => cell.trim()));
  const [head = [], , ...lines] = rows;
  const roles = head.slice(4, -1);
  return new Map(
    roles.map((role, index) => [
      role,
      lines.filter((line) => line[4 + index] === "✓").map((line) => (line[1] ?? "").slice(1, -1)),
    ]),
  );
}

const ROLES = permissionsByRole();
const A_NUMBER = "30111222";

describe("each role sees its own navigation and nothing else (B04, B05, E60)", () => {
  it.each([
    ["administrator", SCREENS, ["customers", "contacts", "tickets", "orders"]],
    ["supervisor", SCREENS, ["customers", "contacts", "tickets", "orders"]],
    ["operator", SCREENS, ["customers", "contacts", "tickets", "orders"]],
    ["technician", [], ["customers", "tickets", "orders"]],
    ["customer", [], ["tickets"]],
    ["employee", [], ["tickets"]],
  ])("%s", (role, screens, kinds) => {
    const permissions = ROLES.get(role) ?? [];
    expect(permissions).toContain("tickets.read");
    expect(workplacesOf(permissions).map((each) => each.screen)).toEqual(screens);
    expect(decidesOnProposals(permissions)).toBe(screens.length > 0);
    expect(sourcesFor(A_NUMBER, permissions).map((each) => each.kind)).toEqual(kinds);
  });

  it("and no role is forgotten", () => {
    expect(ROLES.size).toBe(6);
  });
});
