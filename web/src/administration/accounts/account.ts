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
