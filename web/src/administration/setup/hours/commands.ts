import { answerOf, idempotencyKey, intake } from "@/shared/api/client";
import { ifMatch } from "../../parts/useSaving";
import { bodyOf, type ScheduleFields } from "./schedule";

export function addSchedule(code: string, given: ScheduleFields, key?: string) {
  const params = { header: idempotencyKey(key) };
  const body = { code, ...bodyOf(given) };
  return answerOf(intake.POST("/api/v1/contacts/schedules", { params, body }));
}

export function saveSchedule(code: string, given: ScheduleFields, version: number) {
  const params = { path: { code }, header: ifMatch(version) };
  const body = bodyOf(given);
  return answerOf(intake.PUT("/api/v1/contacts/schedules/{code}", { params, body }));
}

export function dropSchedule(code: string, version: number) {
  const params = { path: { code }, header: ifMatch(version) };
  return answerOf(intake.DELETE("/api/v1/contacts/schedules/{code}", { params }));
}
