import { answerOf, idempotencyKey, intake } from "@/shared/api/client";
import { ifMatch } from "../../parts/useSaving";
import { bodyOf, type QueueFields } from "./queue";

export function saveQueue(code: string, given: QueueFields, active: boolean, version: number) {
  const params = { path: { code }, header: ifMatch(version) };
  const body = bodyOf(given, active);
  return answerOf(intake.PUT("/api/v1/contacts/queues/{code}", { params, body }));
}

export function addQueue(code: string, given: QueueFields, key: string) {
  const params = { header: idempotencyKey(key) };
  const body = { code, ...bodyOf(given, true) };
  return answerOf(intake.POST("/api/v1/contacts/queues", { params, body }));
}
