import { answerOf, idempotencyKey, intake } from "@/shared/api/client";
import type { Wording } from "./ReplyFields";

export function addReply(given: Wording, shared: boolean, key?: string) {
  const params = { header: idempotencyKey(key) };
  const body = { ...given, shared };
  return answerOf(intake.POST("/api/v1/intake/canned-replies", { params, body }));
}

export function saveReply(id: string, given: Wording, version: number) {
  const params = { path: { reply_id: id } };
  const body = { ...given, version };
  return answerOf(intake.PUT("/api/v1/intake/canned-replies/{reply_id}", { params, body }));
}

export function dropReply(id: string) {
  const params = { path: { reply_id: id } };
  return answerOf(intake.DELETE("/api/v1/intake/canned-replies/{reply_id}", { params }));
}
