import type { components } from "@/shared/api/generated/intake";

export type ChannelSystem = components["schemas"]["ChannelShown"];
export type Trial = components["schemas"]["TrialShown"];
export type Kind = components["schemas"]["Channel"];

export const KINDS: readonly Kind[] = ["call", "chat", "inquiry", "email"];
export const CHANNEL_SYSTEMS = ["administration", "channels"] as const;

const DOORS: Record<Exclude<Kind, "email">, string> = {
  call: "calls",
  chat: "chats",
  inquiry: "inquiries",
};

/** Where a system reports: one address, or one for each door it may use. Mail comes by mailbox. */
export function doorsOf(kind: string | null, key: string, origin: string): string[] {
  return Object.entries(DOORS)
    .filter(([name]) => kind === null || kind === name)
    .map(([, door]) => `${origin}/api/v1/intake/${door}/${key}`);
}

/** What may be said of a system after it is known; nothing written means the desk's default. */
export function bodyOf(given: Treatment) {
  const text = (value: string) => value.trim() || null;
  return {
    label: given.label.trim(),
    enabled: given.enabled,
    queue: text(given.queue),
    line: text(given.line),
    reason: text(given.reason),
    per_second: Number(given.per_second),
    burst: Number(given.burst),
  };
}

export interface Treatment {
  label: string;
  enabled: boolean;
  queue: string;
  line: string;
  reason: string;
  per_second: string;
  burst: string;
}

export const UNTREATED: Treatment = {
  label: "",
  enabled: true,
  queue: "",
  line: "",
  reason: "",
  per_second: "500",
  burst: "10000",
};

export function treatmentOf(system: ChannelSystem): Treatment {
  return {
    label: system.label,
    enabled: system.enabled,
    queue: system.queue ?? "",
    line: system.line ?? "",
    reason: system.reason ?? "",
    per_second: String(system.per_second),
    burst: String(system.burst),
  };
}
