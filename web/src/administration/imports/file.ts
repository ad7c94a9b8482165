import type { components } from "@/shared/api/generated/directory";
import { createStore } from "@/shared/store";

export type ImportRun = components["schemas"]["ImportView"];
export type Column = components["schemas"]["Column"];

const FORMATS = {
  csv: "csv",
  txt: "csv",
  xlsx: "xlsx",
  ndjson: "ndjson",
  jsonl: "ndjson",
} as const;
export type Format = (typeof FORMATS)[keyof typeof FORMATS];

export interface Wish {
  format: Format;
  preset: string;
  source: string;
}

/** A file that was tried, while the page is open: the browser does not keep it any longer. */
export const tried = createStore<{ importId: string; file: File; wish: Wish } | null>(null);

/** By how the name ends; null for what cannot be read. */
export function formatOf(name: string): Format | null {
  const end = name.slice(name.lastIndexOf(".") + 1).toLowerCase();
  return end in FORMATS ? FORMATS[end as keyof typeof FORMATS] : null;
}

/** As a preset: a header that means nothing is left out. */
export function meaningOf(columns: readonly Column[]): Record<string, string> {
  return Object.fromEntries(
    columns.flatMap(({ header, field }) => (field ? [[header, field] as const] : [])),
  );
}

/** How much is done, of a hundred; a file without rows is done. */
export function percentOf({ done, rows }: { done: number; rows: number }): number {
  return rows === 0 ? 100 : Math.floor((100 * Math.min(done, rows)) / rows);
}
