import type { components } from "@/shared/api/generated/intake";
import { lineOf, spansOf, tidied } from "../hours/hours";

export type Holiday = components["schemas"]["Holiday"];
type Body = components["schemas"]["HolidayBody"];

export interface HolidayFields {
  day: string;
  name: string;
  cities: string[];
  hours: string;
}

export const NO_HOLIDAY: HolidayFields = { day: "", name: "", cities: [], hours: "" };

export function fieldsOf({ day, name, cities, hours }: Holiday): HolidayFields {
  return { day, name, cities, hours: tidied(hours.join(", ")) };
}

export function bodyOf({ hours, ...given }: HolidayFields): Body {
  return { ...given, hours: (spansOf(hours) ?? []).map(lineOf) };
}

/** By day; those that are over only where they are asked for. */
export function shownOf(all: readonly Holiday[], today: string, isPastToo: boolean): Holiday[] {
  return all
    .filter((each) => isPastToo || each.day >= today)
    .sort((one, other) => one.day.localeCompare(other.day) || one.code.localeCompare(other.code));
}
