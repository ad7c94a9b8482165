import type { Values } from "@/shared/useKept";
import type { OrderDeed } from "./order-commands";
import type { TicketDeed } from "./ticket-commands";
import type { work } from "./words/es";

/** All that is done on the pages of tickets and orders, by the name its words have. */
export type Deed = OrderDeed | TicketDeed | "open" | "recategorize";

export interface Field {
  /** What it asks for, in the words of `records.work.asks`. */
  asks: keyof (typeof work)["asks"];
  name: "choice" | "day" | "start" | "end" | "text" | "more";
  is: "choice" | "date" | "time" | "text";
  longest?: number;
  isOptional?: boolean;
}

const choice = (asks: Field["asks"]): Field => ({ asks, name: "choice", is: "choice" });
const text = (asks: Field["asks"], longest: number): Field => ({
  asks,
  name: "text",
  is: "text",
  longest,
});

export const FIELDS: Record<Deed, readonly Field[]> = {
  open: [{ ...choice("type"), isOptional: true }, text("work", 5_000)],
  recategorize: [choice("category")],
  dispatch: [choice("iclassType")],
  book: [
    { asks: "day", name: "day", is: "date" },
    { asks: "start", name: "start", is: "time" },
    { asks: "end", name: "end", is: "time" },
  ],
  reschedule: [text("whyNotDone", 1_000)],
  "follow-up": [text("followUp", 10_000)],
  reconcile: [text("found", 1_000)],
  finish: [
    text("resolution", 5_000),
    { asks: "observation", name: "more", is: "text", longest: 5_000, isOptional: true },
  ],
  cancel: [text("whyCancelled", 1_000)],
  "ticket-start": [],
  "ticket-assign": [choice("area")],
  "ticket-comment": [text("comment", 10_000), choice("visibility")],
  "ticket-finish": [text("resolution", 10_000)],
  "ticket-close": [text("closingText", 10_000)],
  "ticket-reopen": [text("whyReopened", 10_000)],
  "ticket-cancel": [text("whyCancelled", 10_000)],
};

/** Whether all is said that has to be. */
export function isSaid(deed: Deed, values: Values): boolean {
  return FIELDS[deed].every(
    (field) => field.isOptional || (values[field.name] ?? "").trim() !== "",
  );
}

/** Of all there is a form for, in order, what the service allows now, and what was begun. */
export function offered<D extends Deed>(
  deeds: readonly D[],
  allowed: readonly string[],
  begun: D | null,
): D[] {
  return deeds.filter((each) => each === begun || allowed.includes(each.replace(/^ticket-/, "")));
}
