import type { components } from "@/shared/api/generated/directory";

export type Account = components["schemas"]["AccountView"];
export type Role = components["schemas"]["Role"];

export const ROLES: readonly Role[] = [
  "administrator",
  "supervisor",
  "technician",
  "operator",
  "employee",
  "customer",
];

/** What can be changed of one. */
export function fieldsOf({ name, email, role, areas }: Account) {
  return { name, email, role: role as Role, areas };
}

/** Without capitals and accents, as somebody types who searches. */
function folded(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{Mark}/gu, "")
    .toLowerCase();
}

/** Whether each word that was typed is somewhere in the log-in, name or address. */
export function fits(account: Account, typed: string): boolean {
  const all = folded(`${account.login} ${account.name} ${account.email}`);
  return folded(typed)
    .split(/\s+/)
    .every((word) => all.includes(word));
}
