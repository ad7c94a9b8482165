import { type Row, tableFeatures } from "@tanstack/react-table";
import type { Contact } from "./contact";

/** Filters, order and pages are the service's: the table is to arrange columns. */
export const features = tableFeatures({});

export type TableRow = Row<typeof features, Contact>;
