import { Problem } from "@/shared/api/problem";

/** What a service says of each field of what was sent. */
export function fieldErrors(error: unknown): Record<string, string> {
  const told = error instanceof Problem ? error.facts.errors : null;
  if (!Array.isArray(told)) return {};
  return Object.fromEntries(
    told.flatMap((each: unknown) => {
      const { field, message } = (each ?? {}) as { field?: unknown; message?: unknown };
      return typeof field === "string" && typeof message === "string" ? [[field, message]] : [];
    }),
  );
}
