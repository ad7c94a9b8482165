import type { components } from "@/shared/api/generated/intake";

export type Message = components["schemas"]["MessageView"];
export type MessagePage = components["schemas"]["MessagePage"];

/** What was said and is shown: the newest part of it, oldest first, without the bot's prelude. */
export interface Conversation {
  messages: readonly Message[];
  /** Leads to what was said before; null where nothing was. */
  older: string | null;
  /** Whoever listens from here on misses nothing. */
  revision: number;
}

export function firstPage(page: MessagePage): Conversation {
  return { messages: inOrder(page.items), older: page.older, revision: page.revision };
}

export function olderPage(before: Conversation, page: MessagePage): Conversation {
  return { ...before, messages: merged(before.messages, page.items), older: page.older };
}

/** The newest page once more: it goes on from what is known, or takes its place. */
export function readAgain(before: Conversation, page: MessagePage): Conversation {
  const known = new Set(before.messages.map((each) => each.id));
  const goesOn = page.older === null || page.items.some((each) => known.has(each.id));
  if (!goesOn) return firstPage(page);
  return {
    messages: merged(before.messages, page.items),
    older: before.older,
    revision: Math.max(before.revision, page.revision),
  };
}

/** A message that is new or has come further. */
export function heard(before: Conversation, message: Message): Conversation {
  return {
    ...before,
    messages: merged(before.messages, [message]),
    revision: Math.max(before.revision, message.revision),
  };
}

function merged(known: readonly Message[], told: readonly Message[]): Message[] {
  const byId = new Map(known.map((each) => [each.id, each]));
  for (const each of told) {
    const before = byId.get(each.id);
    // Tidings may overtake each other: the furthest counts.
    if (!before || before.revision <= each.revision) byId.set(each.id, each);
  }
  return inOrder([...byId.values()]);
}

function inOrder(messages: readonly Message[]): Message[] {
  return messages
    .filter((each) => each.id !== null)
    .sort((one, other) => Date.parse(one.at) - Date.parse(other.at) || place(one, other));
}

function place(one: Message, other: Message): number {
  return (one.id ?? "") < (other.id ?? "") ? -1 : 1;
}
