/** Times as people at a desk read them: near ones relative, then the clock, then the date. */

import { createStore } from "./store";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The company's clock; before it is known, the browser's. Whoever shows times looks again when it changes. */
export const zone = createStore<string | undefined>(undefined);

/** From now on, times are told by this clock (a name of the IANA's); one that no clock has is not. */
export function tellTimesIn(name: string): void {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    zone.set(name);
  } catch {
    zone.set(undefined);
  }
}

/** The day of a moment by the company's clock, as 2026-03-10. */
export function dayOf(at: Date): string {
  const { year, month, day } = partsOf(at);
  return `${year}-${month}-${day}`;
}

/** The first moment of a day, 2026-03-10, by the company's clock. */
export function startOfDay(day: string): Date {
  const asIfThere = Date.parse(`${day}T00:00:00Z`);
  // Twice: where the clock is changed that day, the first guess may be of the day before.
  const guess = asIfThere - offsetAt(asIfThere);
  return new Date(asIfThere - offsetAt(guess));
}

function offsetAt(moment: number): number {
  const { year, month, day, hour, minute, second } = partsOf(new Date(moment));
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`) - moment;
}

function partsOf(at: Date): Record<string, string> {
  const parts = formatter("en-CA", {
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  }).formatToParts(at);
  return Object.fromEntries(parts.map(({ type, value }) => [type, value]));
}

/** “hace 4 min” within the hour, “14:32” on the same day, else “3 nov 14:32”. */
export function shortTime(at: Date, now: Date, language: string): string {
  const passed = now.getTime() - at.getTime();
  if (passed >= 0 && passed < HOUR) return relative(passed, language);
  const [day, today] = [dayOf(at), dayOf(now)];
  const sameDay = day === today;
  const sameYear = day.slice(0, 4) === today.slice(0, 4);
  const date: Intl.DateTimeFormatOptions = sameDay
    ? {}
    : { day: "numeric", month: "short", ...(sameYear ? {} : { year: "2-digit" }) };
  return formatter(language, { ...date, hour: "2-digit", minute: "2-digit" }).format(at);
}

/** A moment to come, as it is spoken of: “14:32” today, “mañana 08:00”, “lunes 08:00”, “3 nov 08:00”. */
export function nearTime(at: Date, now: Date, language: string): string {
  const clock = formatter(language, { hour: "2-digit", minute: "2-digit" }).format(at);
  const days = (Date.parse(dayOf(at)) - Date.parse(dayOf(now))) / (24 * HOUR);
  if (days === 0) return clock;
  if (days === 1) return `${spanIn(language).format(1, "day")} ${clock}`;
  const isNear = days > 1 && days < 7;
  const day = formatter(
    language,
    isNear ? { weekday: "long" } : { day: "numeric", month: "short" },
  );
  return `${day.format(at)} ${clock}`;
}

/** With the zone, for whoever must know exactly. */
export function exactTime(at: Date, language: string): string {
  return formatter(language, {
    dateStyle: "full",
    timeStyle: "long",
  }).format(at);
}

/** How long, as a clock that counts up: 0:07, 12:40, 2:05:09; days from the second on. */
export function duration(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const [days, hours] = [Math.floor(seconds / 86_400), Math.floor(seconds / 3600) % 24];
  const [minutes, rest] = [Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (value: number) => String(value).padStart(2, "0");
  if (days > 0) return `${days}d ${two(hours)}:${two(minutes)}`;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

function relative(passed: number, language: string): string {
  const words = spanIn(language);
  const minutes = Math.floor(passed / MINUTE);
  return minutes === 0 ? words.format(0, "second") : words.format(-minutes, "minute");
}

function spanIn(language: string): Intl.RelativeTimeFormat {
  const words = spans.get(language) ?? new Intl.RelativeTimeFormat(language, SPAN);
  spans.set(language, words);
  return words;
}

const SPAN = { numeric: "auto", style: "short" } as const;
const spans = new Map<string, Intl.RelativeTimeFormat>();
const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making one is a hundred times as slow as using it. */
function formatter(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const timeZone = zone.get();
  const here = timeZone === undefined ? options : { ...options, timeZone };
  const key = language + JSON.stringify(here);
  const made = formatters.get(key) ?? new Intl.DateTimeFormat(language, here);
  formatters.set(key, made);
  return made;
}
