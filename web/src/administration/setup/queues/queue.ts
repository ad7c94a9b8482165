import type { components } from "@/shared/api/generated/intake";
import type { Kind } from "../../channels/channel";

export type QueueRow = components["schemas"]["QueueRow"];
export type Queue = components["schemas"]["Queue"];
type Body = components["schemas"]["QueueBody"];
export type Mode = components["schemas"]["OfferMode"];

export const QUEUES = ["administration", "queues"] as const;
export const MODES: readonly Mode[] = ["off", "round-robin", "least-busy", "skills"];

/** Numbers are texts while somebody writes them. */
export interface QueueFields {
  name: string;
  channels: Kind[];
  cities: string[];
  areas: string[];
  skills: string[];
  position: string;
  offers: Mode;
  accept_seconds: string;
  callsBack: boolean;
  call_back_minutes: string;
  retry_minutes: string;
  call_back_attempts: string;
}

/** Of each number the least and the most, as the service takes them. */
export const NUMBERS = {
  position: [0, 1_000_000],
  accept_seconds: [5, 3_600],
  call_back_minutes: [0, 43_200],
  retry_minutes: [1, 43_200],
  call_back_attempts: [1, 100],
} as const;
export type NumberName = keyof typeof NUMBERS;

export const NO_QUEUE: QueueFields = {
  name: "",
  channels: [],
  cities: [],
  areas: [],
  skills: [],
  position: "10",
  offers: "off",
  accept_seconds: "30",
  callsBack: true,
  call_back_minutes: "30",
  retry_minutes: "60",
  call_back_attempts: "3",
};

export function fieldsOf(queue: Queue): QueueFields {
  return {
    name: queue.name,
    channels: queue.channels as Kind[],
    cities: queue.cities,
    areas: queue.areas,
    skills: queue.skills,
    position: String(queue.position),
    offers: queue.offers as Mode,
    accept_seconds: String(queue.accept_seconds),
    callsBack: queue.call_back_minutes !== null,
    call_back_minutes: String(queue.call_back_minutes ?? NO_QUEUE.call_back_minutes),
    retry_minutes: String(queue.retry_minutes),
    call_back_attempts: String(queue.call_back_attempts),
  };
}

export function bodyOf({ callsBack, ...given }: QueueFields, active: boolean): Body {
  return {
    ...given,
    active,
    position: Number(given.position),
    accept_seconds: Number(given.accept_seconds),
    call_back_minutes: callsBack ? Number(given.call_back_minutes) : null,
    retry_minutes: Number(given.retry_minutes),
    call_back_attempts: Number(given.call_back_attempts),
  };
}
