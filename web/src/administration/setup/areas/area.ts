import type { components } from "@/shared/api/generated/directory";

export type Area = components["schemas"]["AreaShown"];

/** As the whole console asks for them. */
export const AREAS = ["areas"] as const;
export const LONGEST_NAME = 300;
