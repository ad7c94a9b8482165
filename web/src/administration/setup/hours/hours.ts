/** Hours of a day as people write them, and as the service keeps them. */

export const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Day = (typeof DAYS)[number];

/** In minutes since the day began; one that does not end later ends on the next day. */
export interface Span {
  from: number;
  to: number;
}

const DAY = 24 * 60;
const TIME = String.raw`(\d{1,2})(?:[:.h](\d{2}))?\s*(?:hs?)?`;
const SPAN = new RegExp(`^${TIME}\\s*(?:-|–|—|a|to)\\s*${TIME}$`, "i");
const BETWEEN = /[,;/+]|\sy\s|\sand\s|\se\s/i;

/** Of “8-12, 16:30 a 20”; null where some of it cannot be understood. */
export function spansOf(text: string): Span[] | null {
  const parts = text
    .split(BETWEEN)
    .map((each) => each.trim())
    .filter(Boolean);
  const spans = parts.map(spanOf);
  return spans.some((each) => each === null) ? null : inOrder(spans as Span[]);
}

function spanOf(text: string): Span | null {
  const found = SPAN.exec(text);
  if (!found) return null;
  const [, h1, m1 = "0", h2, m2 = "0"] = found;
  const [from, to] = [minutesOf(h1, m1), minutesOf(h2, m2)];
  return from === null || to === null || from === DAY ? null : { from, to };
}

function minutesOf(hours: string | undefined, minutes: string): number | null {
  const all = Number(hours) * 60 + Number(minutes);
  return Number(minutes) < 60 && all <= DAY ? all : null;
}

function inOrder(spans: readonly Span[]): Span[] {
  return [...spans].sort((one, other) => one.from - other.from || one.to - other.to);
}

/** As the service writes it: `08:00-12:00`. */
export function lineOf({ from, to }: Span): string {
  return `${clock(from)}-${clock(to)}`;
}

function clock(minutes: number): string {
  const two = (part: number) => String(part).padStart(2, "0");
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** As it is understood; what is not understood stays as it was written. */
export function tidied(text: string): string {
  return spansOf(text)?.map(lineOf).join(", ") ?? text;
}

export type Week = Record<Day, string>;

/** The service's lines, `mon 08:00-12:00`, as a text for each day. */
export function weekOf(lines: readonly string[]): Week {
  const texts = DAYS.map((day) => {
    const own = lines.filter((line) => line.startsWith(`${day} `)).map((line) => line.slice(4));
    return [day, tidied(own.join(", "))];
  });
  return Object.fromEntries(texts) as Week;
}

/** The days whose hours cannot be understood. */
export function wrongIn(week: Week): Day[] {
  return DAYS.filter((day) => spansOf(week[day]) === null);
}

/** As the service keeps them; days that cannot be understood have none. */
export function linesOf(week: Week): string[] {
  return DAYS.flatMap((day) => (spansOf(week[day]) ?? []).map((span) => `${day} ${lineOf(span)}`));
}

/** What is open of a day, what goes on from the day before among it: where it begins, how long. */
export function drawnOf(week: Week, day: Day): { from: number; long: number }[] {
  const yesterday = DAYS[(DAYS.indexOf(day) + DAYS.length - 1) % DAYS.length] as Day;
  const goingOn = (spansOf(week[yesterday]) ?? [])
    .filter(({ from, to }) => to <= from && to > 0)
    .map(({ to }) => ({ from: 0, long: to }));
  const own = (spansOf(week[day]) ?? []).map(({ from, to }) => ({
    from,
    long: (to > from ? to : DAY) - from,
  }));
  return [...goingOn, ...own];
}

/** Monday's hours on all days until Friday. */
export function asMonday(week: Week): Week {
  const { mon } = week;
  return { ...week, tue: mon, wed: mon, thu: mon, fri: mon };
}

/** What a day is called: a Monday began the year 2024. */
export function nameOfDay(day: Day, language: string): string {
  const date = new Date(Date.UTC(2024, 0, 1 + DAYS.indexOf(day)));
  return date.toLocaleDateString(language, { weekday: "long", timeZone: "UTC" });
}
