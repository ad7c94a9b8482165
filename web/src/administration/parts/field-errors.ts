import type { TFunction } from "i18next";
import { Problem } from "@/shared/api/problem";

const KNOWN = [
  "missing",
  "string_too_short",
  "string_too_long",
  "string_pattern_mismatch",
  "greater_than_equal",
  "less_than_equal",
] as const;

/** What is wrong with each field of what was sent, by the field's name: in the reader's words, as
 * the service's own are for programmers. */
export function fieldErrors(error: unknown, t: TFunction): Record<string, string> {
  const told = error instanceof Problem ? error.facts.errors : null;
  if (!Array.isArray(told)) return {};
  return Object.fromEntries(
    told.flatMap((each: unknown) => {
      const { field, code } = (each ?? {}) as { field?: unknown; code?: unknown };
      const known = KNOWN.find((one) => one === code) ?? "other";
      return typeof field === "string" ? [[field, t(`administration.wrongField.${known}`)]] : [];
    }),
  );
}
