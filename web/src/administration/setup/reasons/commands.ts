import { answerOf, idempotencyKey, intake } from "@/shared/api/client";
import { ifMatch } from "../../parts/useSaving";
import { bodyOf, type ReasonFields } from "./reason";

interface Place {
  position: number;
  active: boolean;
}

/** All that is said of a reason, as a change of the version that was read. */
export function saveReason(code: string, given: ReasonFields, place: Place, version: number) {
  const params = { path: { code }, header: ifMatch(version) };
  const body = bodyOf(given, place);
  return answerOf(intake.PUT("/api/v1/contacts/reasons/{code}", { params, body }));
}

export function addReason(code: string, given: ReasonFields, position: number, key: string) {
  const params = { header: idempotencyKey(key) };
  const body = { code, ...bodyOf(given, { position, active: true }) };
  return answerOf(intake.POST("/api/v1/contacts/reasons", { params, body }));
}
