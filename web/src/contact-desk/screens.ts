/** The five screens of the desk, and what each shows. */
export const SCREENS = ["calls", "calls-without-city", "chats", "inquiries", "mine"] as const;
export type ScreenName = (typeof SCREENS)[number];

export const COLUMNS = [
  "number",
  "channel",
  "reason",
  "name",
  "city",
  "state",
  "date",
  "phone",
  "observations",
  "actions",
] as const;
export type ColumnName = (typeof COLUMNS)[number];

/** Chats have observations where calls have a phone (C44, C45); unidentified calls have neither
 * reason, name nor city (C40). */
const WITHOUT: Record<ScreenName, readonly ColumnName[]> = {
  calls: ["channel", "observations"],
  "calls-without-city": ["channel", "reason", "name", "city", "observations"],
  chats: ["channel", "phone"],
  inquiries: ["channel", "observations"],
  mine: ["observations"],
};

export function columnsOf(screen: ScreenName): ColumnName[] {
  return COLUMNS.filter((column) => !WITHOUT[screen].includes(column));
}

export function isScreen(name: string): name is ScreenName {
  return (SCREENS as readonly string[]).includes(name);
}
