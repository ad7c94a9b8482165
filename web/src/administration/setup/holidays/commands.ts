import { answerOf, idempotencyKey, intake } from "@/shared/api/client";
import { ifMatch } from "../../parts/useSaving";
import { bodyOf, type HolidayFields } from "./holiday";

export function addHoliday(code: string, given: HolidayFields, key?: string) {
  const params = { header: idempotencyKey(key) };
  const body = { code, ...bodyOf(given) };
  return answerOf(intake.POST("/api/v1/contacts/holidays", { params, body }));
}

export function saveHoliday(code: string, given: HolidayFields, version: number) {
  const params = { path: { code }, header: ifMatch(version) };
  const body = bodyOf(given);
  return answerOf(intake.PUT("/api/v1/contacts/holidays/{code}", { params, body }));
}

export function dropHoliday(code: string, version: number) {
  const params = { path: { code }, header: ifMatch(version) };
  return answerOf(intake.DELETE("/api/v1/contacts/holidays/{code}", { params }));
}
