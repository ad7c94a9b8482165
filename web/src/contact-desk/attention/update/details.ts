/** What a holder writes down of the customer on a contact; empty is unknown. */
export interface Details {
  phone: string;
  email: string;
  address: string;
  observations: string;
}

export const FIELDS = ["phone", "email", "address", "observations"] as const;

export type Field = (typeof FIELDS)[number];

/** What was changed, as the service takes it: null takes away. */
export function changesOf(base: Details, mine: Details): Partial<Record<Field, string | null>> {
  const changed = FIELDS.filter((field) => mine[field].trim() !== base[field]);
  return Object.fromEntries(changed.map((field) => [field, mine[field].trim() || null]));
}

/** Fields that both have changed since, each another way: somebody has to choose. */
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
  return {
    phone: each("phone"),
    email: each("email"),
    address: each("address"),
    observations: each("observations"),
  };
}
