/** Every key that does something, as the sheet shows it. No key is bound that does not stand here:
 * `useShortcuts` knows no other names. */
export const KEYS = {
  commandBar: ["Ctrl+K"],
  help: ["?"],

  next: ["j", "↓"],
  previous: ["k", "↑"],
  open: ["Enter"],
  back: ["Esc"],
  filters: ["/"],
  take: ["t"],
  return: ["d"],
  finish: ["f"],

  reply: ["r"],
  transcript: ["b"],
  link: ["l"],
  reason: ["m"],
  update: ["u"],
  derive: ["a"],
  transfer: ["p"],
  send: ["Ctrl+Enter"],

  calls: ["g l"],
  "calls-without-city": ["g s"],
  chats: ["g h"],
  inquiries: ["g c"],
  mine: ["g m"],
  tickets: ["g t"],
  orders: ["g o"],
  administration: ["g a"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type KeyName = keyof typeof KEYS;

/** What the sheet shows together; where somebody may go stands in its last part. */
export const GROUPS = {
  everywhere: ["commandBar", "help"],
  list: ["next", "previous", "open", "back", "filters", "take", "return", "finish"],
  contact: ["reply", "transcript", "link", "reason", "update", "derive", "transfer", "send"],
} as const satisfies Readonly<Record<string, readonly KeyName[]>>;

/** What browsers call what the sheet spells otherwise. */
const SPELLED: Readonly<Record<string, string>> = {
  "↓": "arrowdown",
  "↑": "arrowup",
  Esc: "escape",
};

/** The names under which the keys of an action are heard. */
export function heardAs(name: KeyName): string[] {
  return KEYS[name].map((key) => SPELLED[key] ?? key.toLowerCase());
}

/** What a button says of the key that does the same. */
export function keyOf(name: KeyName): string {
  return KEYS[name][0];
}

/** Whether this key is pressed that acts while somebody types, too: with Ctrl, or what stands for
 * it. */
export function isPressed(
  name: KeyName,
  event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">,
): boolean {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return false;
  return heardAs(name).includes(`ctrl+${event.key.toLowerCase()}`);
}
