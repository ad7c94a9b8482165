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

export function workplacesOf(permissions: readonly string[]): Workplace[] {
  return WORKPLACES.filter((each) => permissions.includes(each.needs));
}
