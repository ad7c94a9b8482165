import type { ContactDetail } from "../../contact";

/** What a holder writes down of the customer on a contact; empty is unknown. */
export interface Details {
  phone: string;
  email: string;
  address: string;
  observations: string;
}

export const FIELDS = ["phone", "email", "address", "observations"] as const;

export type Field = (typeof FIELDS)[number];

/** What is being written of one thing, and what it began from. */
export interface Change {
  old: string;
  new: string;
}

/** What nobody writes in is as it is there. */
export type Changes = Partial<Record<Field, Change>>;

export function shownIn(changes: Changes, there: Details): Details {
  return detailsFrom((field) => changes[field]?.new ?? there[field]);
}

/** After another letter; what is as it was is no change. */
export function written(changes: Changes, there: Details, field: Field, text: string): Changes {
  const old = changes[field]?.old ?? there[field];
  const isBack = text === old && old === there[field];
  return isBack ? without(changes, field) : { ...changes, [field]: { old, new: text } };
}

export function without(changes: Changes, field: Field): Changes {
  const { [field]: _, ...others } = changes;
  return others;
}

/** Mine, whatever was there and is there now. */
export function insisted(changes: Changes, there: Details, field: Field): Changes {
  const change = changes[field];
  return change ? { ...changes, [field]: { old: there[field], new: change.new } } : changes;
}

/** What was changed, as the service takes it: null takes away. */
export function changesOf(changes: Changes, there: Details): Partial<Record<Field, string | null>> {
  const entries = FIELDS.flatMap((field) => {
    const text = changes[field]?.new.trim();
    return text === undefined || text === there[field] ? [] : [[field, text || null] as const];
  });
  return Object.fromEntries(entries);
}

export function isChanged(changes: Changes, there: Details): boolean {
  return Object.keys(changesOf(changes, there)).length > 0;
}

/** Fields that somebody else has changed since, each another way. */
export function conflictsOf(changes: Changes, there: Details): Field[] {
  return FIELDS.filter((field) => {
    const change = changes[field];
    return change && there[field] !== change.old && there[field] !== change.new.trim();
  });
}

/** Both, where two are writing: what does not fit into one line is for whoever has to choose. */
export function joinedChanges(mine: Changes, theirs: Changes): Changes {
  const entries = FIELDS.flatMap((field) => {
    const [one, other] = [mine[field], theirs[field]];
    const both = one && other ? { old: other.old, new: either(field, one, other) } : (one ?? other);
    return both ? [[field, both] as const] : [];
  });
  return Object.fromEntries(entries);
}

export function isSameChanges(one: Changes, other: Changes): boolean {
  return FIELDS.every(
    (field) => one[field]?.old === other[field]?.old && one[field]?.new === other[field]?.new,
  );
}

/** What the service or this machine kept, as far as it can be understood. */
export function changesFrom(kept: Partial<Record<Field, Partial<Change> | null>>): Changes {
  const entries = FIELDS.flatMap((field) => {
    const text = kept[field]?.new;
    return typeof text === "string" ? [[field, { old: kept[field]?.old ?? "", new: text }]] : [];
  });
  return Object.fromEntries(entries) as Changes;
}

export function detailsOf({ details }: Pick<ContactDetail, "details">): Details {
  return detailsFrom((field) => details[field] ?? "");
}

function detailsFrom(each: (field: Field) => string): Details {
  return {
    phone: each("phone"),
    email: each("email"),
    address: each("address"),
    observations: each("observations"),
  };
}

function either(field: Field, one: Change, other: Change): string {
  if (one.new.includes(other.new)) return one.new;
  if (other.new.includes(one.new)) return other.new;
  return `${other.new}${field === "observations" ? "\n" : " / "}${one.new}`;
}
