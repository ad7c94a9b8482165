import type { components } from "@/shared/api/generated/directory";

export type Permissions = components["schemas"]["PermissionsView"];
export type Entry = components["schemas"]["PermissionView"];

/** What is said of one permission of one employee: nothing, or what wins over the role. */
export type Single = "role" | "granted" | "refused";
export type Singles = Readonly<Record<string, Single>>;

export function singlesOf({ granted, refused }: Permissions): Singles {
  return Object.fromEntries([
    ...granted.map((name) => [name, "granted"] as const),
    ...refused.map((name) => [name, "refused"] as const),
  ]);
}

/** Both lists, in one order whatever was clicked first. */
export function listsOf(singles: Singles): { granted: string[]; refused: string[] } {
  const those = (which: Single) =>
    Object.keys(singles)
      .filter((name) => singles[name] === which)
      .sort();
  return { granted: those("granted"), refused: those("refused") };
}

/** What is said of one permission now; nothing where the role decides. */
export function said(singles: Singles, name: string, single: Single): Singles {
  const { [name]: _, ...others } = singles;
  return single === "role" ? others : { ...others, [name]: single };
}

export function isAllowed(name: string, single: Single, defaults: readonly string[]): boolean {
  return single === "role" ? defaults.includes(name) : single === "granted";
}
