import { SCREENS, type ScreenName } from "@/contact-desk/screens";
import type { IconName } from "@/shared/ui/icons";

/** What the rail leads to. Whoever lacks the permission is not shown that it exists. */
export interface Workplace {
  screen: ScreenName;
  icon: IconName;
  needs: string;
}

const ICONS: Record<ScreenName, IconName> = {
  calls: "call",
  "calls-without-city": "unknown",
  chats: "chat",
  inquiries: "inquiry",
  mine: "mine",
};

export const WORKPLACES: readonly Workplace[] = SCREENS.map((screen) => ({
  screen,
  icon: ICONS[screen],
  needs: "contacts.read",
}));

/** Whoever may change customers decides on what the desk proposes for them (X25). */
export function decidesOnProposals(permissions: readonly string[]): boolean {
  return permissions.includes("customers.read") && permissions.includes("customers.edit");
}

/** Lists of their own beside those of contacts. */
export const LISTS = [
  { name: "tickets", to: "/tickets", icon: "ticket", needs: "tickets.read" },
  { name: "orders", to: "/orders", icon: "order", needs: "orders.read" },
] as const satisfies readonly { name: string; to: string; icon: IconName; needs: string }[];

export function listsOf(permissions: readonly string[]) {
  return LISTS.filter((each) => permissions.includes(each.needs));
}

export function workplacesOf(permissions: readonly string[]): Workplace[] {
  return WORKPLACES.filter((each) => permissions.includes(each.needs));
}
