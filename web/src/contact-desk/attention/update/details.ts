/** What a holder writes down of the customer on a contact; empty is unknown. */
export interface Details {
  phone: string;
  email: string;
  address: string;
  observations: string;
}

export const FIELDS = ["phone", "email", "address", "observations"] as const;

export type Field = (typeof FIELDS)[number];

/** What is being written, what it began from, and what somebody else has written since. */
export interface Form {
  base: Details;
  mine: Details;
  theirs: Details | null;
  /** Fields of which somebody has to choose. */
  conflicts: Field[];
}

export function begun(there: Details): Form {
  return { base: there, mine: there, theirs: null, conflicts: [] };
}

/** Goes on from what is there now: what only they changed is taken over, nothing of mine goes. */
export function resumed({ base, mine }: Form, there: Details): Form {
  const conflicts = conflictsOf(base, mine, there);
  return { base: there, mine: broughtTogether(base, mine, there), theirs: there, conflicts };
}

/** What was changed, as the service takes it: null takes away. */
export function changesOf(base: Details, mine: Details): Partial<Record<Field, string | null>> {
  const changed = FIELDS.filter((field) => mine[field].trim() !== base[field]);
  return Object.fromEntries(changed.map((field) => [field, mine[field].trim() || null]));
}

export function isChanged({ base, mine }: Form): boolean {
  return Object.keys(changesOf(base, mine)).length > 0;
}

/** Fields that both have changed since, each another way. */
export function conflictsOf(base: Details, mine: Details, theirs: Details): Field[] {
  return FIELDS.filter(
    (field) =>
      theirs[field] !== base[field] &&
      mine[field].trim() !== base[field] &&
      mine[field].trim() !== theirs[field],
  );
}

/** What they changed where I did not; where both did, what I wrote stays in its field. */
export function broughtTogether(base: Details, mine: Details, theirs: Details): Details {
  const each = (field: Field) => (mine[field].trim() === base[field] ? theirs[field] : mine[field]);
  return detailsFrom(each);
}

export function detailsFrom(each: (field: Field) => string): Details {
  return {
    phone: each("phone"),
    email: each("email"),
    address: each("address"),
    observations: each("observations"),
  };
}

/** What this machine kept of a form, if it can still be understood. */
export function parseForm(kept: string): Form | null {
  try {
    const found = JSON.parse(kept) as Partial<Record<"base" | "mine", Partial<Details>>> | null;
    const { base, mine } = found ?? {};
    if (!base || !mine) return null;
    return {
      ...begun(detailsFrom((field) => base[field] ?? "")),
      mine: detailsFrom((field) => mine[field] ?? ""),
    };
  } catch {
    return null;
  }
}
