import { answerOf, idempotencyKey, intake } from "@/shared/api/client";
import type { IgnoredKind } from "./ignored";

export function ignore(kind: IgnoredKind, value: string, note: string, key?: string) {
  const params = { header: idempotencyKey(key) };
  const body = { kind, value: value.trim(), note };
  return answerOf(intake.POST("/api/v1/intake/ignored", { params, body }));
}

export function hearAgain(id: string) {
  const params = { path: { ignored_id: id } };
  return answerOf(intake.DELETE("/api/v1/intake/ignored/{ignored_id}", { params }));
}
