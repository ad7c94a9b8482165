/** Times as people at a desk read them: near ones relative, then the clock, then the date. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** “hace 4 min” within the hour, “14:32” on the same day, else “3 nov 14:32”. */
export function shortTime(at: Date, now: Date, language: string): string {
  const passed = now.getTime() - at.getTime();
  if (passed >= 0 && passed < HOUR) return relative(passed, language);
  const sameDay = at.toDateString() === now.toDateString();
  const sameYear = at.getFullYear() === now.getFullYear();
  const date: Intl.DateTimeFormatOptions = sameDay
    ? {}
    : { day: "numeric", month: "short", ...(sameYear ? {} : { year: "2-digit" }) };
  return formatter(language, { ...date, hour: "2-digit", minute: "2-digit" }).format(at);
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
  const words = new Intl.RelativeTimeFormat(language, { numeric: "auto", style: "short" });
  const minutes = Math.floor(passed / MINUTE);
  return minutes === 0 ? words.format(0, "second") : words.format(-minutes, "minute");
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making one is a hundred times as slow as using it. */
function formatter(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language + JSON.stringify(options);
  const made = formatters.get(key) ?? new Intl.DateTimeFormat(language, options);
  formatters.set(key, made);
  return made;
}
