import type { TFunction } from "i18next";
import { Problem } from "@/shared/api/problem";
import { explainRefusal } from "@/shared/api/refusals";

const LACKED = ["address", "customer_name", "phone"] as const;

/** Why nothing was done; of an order that lacks something, what. */
export function explain(error: unknown, t: TFunction): string {
  const missing = error instanceof Problem ? error.facts.missing : null;
  if (!Array.isArray(missing)) return explainRefusal(error, t);
  const lacked = LACKED.filter((each) => missing.includes(each));
  return t("records.work.lacks", {
    what: lacked.map((each) => t(`records.work.lacked.${each}`)).join(", "),
  });
}
