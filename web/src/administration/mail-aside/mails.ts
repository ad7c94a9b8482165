import { answerOf, idempotencyKey, intake } from "@/shared/api/client";
import type { components } from "@/shared/api/generated/intake";

export type Mail = components["schemas"]["MailShown"];

export const MAILS = ["administration", "mail-aside"] as const;

/** Why nobody was bothered with it. */
export const WHYS = ["automatic", "bounce", "bulk", "own", "ignored", "flood"] as const;
export type Why = (typeof WHYS)[number];

/** One of another version is told by its code. */
export function whyOf(mail: Mail): Why | null {
  return WHYS.find((each) => each === mail.aside) ?? null;
}

const AT = "/api/v1/intake/mails-aside/{mail_id}";

/** A person wrote it after all; which contact it belongs to now. */
export function attend({ id }: Mail) {
  const params = { path: { mail_id: id }, header: idempotencyKey() };
  return answerOf(intake.POST(`${AT}/attend`, { params }));
}

/** It is nothing. */
export function discard({ id }: Mail) {
  const params = { path: { mail_id: id }, header: idempotencyKey() };
  return answerOf(intake.POST(`${AT}/discard`, { params }));
}
