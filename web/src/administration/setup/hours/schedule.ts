import type { components } from "@/shared/api/generated/intake";
import type { Kind } from "../../channels/channel";
import { linesOf, type Week, weekOf } from "./hours";

export type Schedule = components["schemas"]["Schedule"];
type Body = components["schemas"]["ScheduleBody"];

/** Schedules, and the days that are different. */
export const SCHEDULES = ["administration", "schedules"] as const;

/** The days by their own names: two may change two days of one week. */
export interface ScheduleFields extends Week {
  name: string;
  channels: Kind[];
  cities: string[];
  areas: string[];
  time_zone: string;
}

export const NO_SCHEDULE: ScheduleFields = {
  ...weekOf([]),
  name: "",
  channels: [],
  cities: [],
  areas: [],
  time_zone: "",
};

export function fieldsOf(schedule: Schedule): ScheduleFields {
  return {
    ...weekOf(schedule.weekly),
    name: schedule.name,
    channels: schedule.channels as Kind[],
    cities: schedule.cities,
    areas: schedule.areas,
    time_zone: schedule.time_zone ?? "",
  };
}

export function bodyOf(given: ScheduleFields): Body {
  const { name, channels, cities, areas } = given;
  const time_zone = given.time_zone.trim() || null;
  return { name, channels, cities, areas, time_zone, weekly: linesOf(given) };
}
