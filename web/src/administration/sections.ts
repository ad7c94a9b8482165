/** What can be administered. Whoever has none of the permissions is not shown that it exists. */
export const SECTIONS = [
  { name: "accounts", needs: "accounts.read" },
  { name: "areas", needs: "areas.manage" },
  { name: "reasons", needs: "desk.manage" },
  { name: "replies", needs: "contacts.share-replies" },
  { name: "queues", needs: "desk.manage" },
  { name: "rules", needs: "desk.manage" },
  { name: "operators", needs: "desk.manage" },
  { name: "hours", needs: "desk.manage" },
  { name: "holidays", needs: "desk.manage" },
  { name: "ignored", needs: "contacts.ignore" },
  { name: "channels", needs: "channels.manage" },
  { name: "api-keys", needs: "api-keys.manage" },
  { name: "import", needs: "customers.import" },
  { name: "put-aside", needs: "kernel.inspect" },
] as const;

export type SectionName = (typeof SECTIONS)[number]["name"];

/** The sections somebody has, in their order. */
export function sectionsOf(permissions: readonly string[]): SectionName[] {
  return SECTIONS.filter((each) => permissions.includes(each.needs)).map((each) => each.name);
}
