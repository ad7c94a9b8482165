import { SCREENS, type ScreenName } from "@/contact-desk/screens";
import type { IconName } from "@/shared/ui/icons";

/** What the rail leads to. Whoever lacks the permission is not shown that it exists. */
export interface Workplace {
  screen: ScreenName;
  icon: IconName;
  needs: string;
  /** After `g`. */
  key: string;
}

const ICONS: Record<ScreenName, IconName> = {
  calls: "call",
  "calls-without-city": "unknown",
  chats: "chat",
  inquiries: "inquiry",
  mine: "mine",
};
const KEYS: Record<ScreenName, string> = {
  calls: "l",
  "calls-without-city": "s",
  chats: "h",
  inquiries: "c",
  mine: "m",
};

export const WORKPLACES: readonly Workplace[] = SCREENS.map((screen) => ({
  screen,
  icon: ICONS[screen],
  key: KEYS[screen],
  needs: "contacts.read",
}));

export function workplacesOf(permissions: readonly string[]): Workplace[] {
  return WORKPLACES.filter((each) => permissions.includes(each.needs));
}
