import type { TFunction } from "i18next";
import { explainRefusal } from "@/contact-desk/refusals";
import { Problem } from "@/shared/api/problem";

const KNOWN = [
  "already-dispatched",
  "iclass-order-type-needed",
  "order-awaits-slot",
  "order-in-progress",
  "order-is-cancelled",
  "order-is-finished",
  "order-is-reconciled",
  "order-lives-in-iclass",
  "slot-ends-before-it-starts",
  "slot-in-the-past",
  "ticket-is-cancelled",
  "ticket-unknown",
  "unknown-order-type",
  "unknown-category",
  "not-your-area",
  "not-your-ticket",
  "ticket-is-closed",
  "ticket-is-finished",
  "ticket-not-assigned",
  "ticket-not-finished",
] as const;
const LACKED = ["address", "customer_name", "phone"] as const;

/** Why nothing was done, in a sentence that says what would help. */
export function explain(error: unknown, t: TFunction, language: string): string {
  if (error instanceof Problem && error.code === "order-lacks-data") {
    const { missing } = error.facts;
    const lacked = LACKED.filter((each) => Array.isArray(missing) && missing.includes(each));
    return t("records.work.lacks", {
      what: lacked.map((each) => t(`records.work.lacked.${each}`)).join(", "),
    });
  }
  const code = error instanceof Problem && KNOWN.find((each) => each === error.code);
  return code ? t(`records.work.refused.${code}`) : explainRefusal(error, t, language);
}
