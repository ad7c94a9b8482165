/** What can be administered, beside what belongs together. Whoever has none of the permissions is
 * not shown that it exists. */
export const SECTIONS = [
  { name: "accounts", group: "people", needs: "accounts.read" },
  { name: "areas", group: "people", needs: "areas.manage" },
  { name: "reasons", group: "desk", needs: "desk.manage" },
  { name: "replies", group: "desk", needs: "contacts.share-replies" },
  { name: "queues", group: "desk", needs: "desk.manage" },
  { name: "operators", group: "desk", needs: "desk.manage" },
  { name: "rules", group: "desk", needs: "desk.manage" },
  { name: "ignored", group: "desk", needs: "contacts.ignore" },
  { name: "mail-aside", group: "desk", needs: "contacts.ignore" },
  { name: "hours", group: "calendar", needs: "desk.manage" },
  { name: "holidays", group: "calendar", needs: "desk.manage" },
  { name: "channels", group: "connections", needs: "channels.manage" },
  { name: "api-keys", group: "connections", needs: "api-keys.manage" },
  { name: "import", group: "data", needs: "customers.import" },
  { name: "put-aside", group: "data", needs: "kernel.inspect" },
] as const;

export type SectionName = (typeof SECTIONS)[number]["name"];
export type GroupName = (typeof SECTIONS)[number]["group"];

export interface Group {
  name: GroupName;
  sections: SectionName[];
}

/** The sections somebody has, in their order. */
export function sectionsOf(permissions: readonly string[]): SectionName[] {
  return SECTIONS.filter((each) => permissions.includes(each.needs)).map((each) => each.name);
}

/** The same under what they belong to; nobody sees a heading over nothing. */
export function groupsOf(permissions: readonly string[]): Group[] {
  const mine = sectionsOf(permissions);
  const names = [...new Set(SECTIONS.map((each) => each.group))];
  return names
    .map((name) => ({
      name,
      sections: SECTIONS.filter((each) => each.group === name && mine.includes(each.name)).map(
        (each) => each.name,
      ),
    }))
    .filter((group) => group.sections.length > 0);
}
