import type { components } from "@/shared/api/generated/intake";

export type Colleague = components["schemas"]["Colleague"];

export const OPERATORS = ["administration", "operators"] as const;
export const CAPACITY = [0, 100] as const;

export interface ProfileFields {
  queues: string[];
  skills: string[];
  capacity: string;
}

export function fieldsOf({ queues, skills, capacity }: Colleague): ProfileFields {
  return { queues, skills, capacity: String(capacity) };
}
