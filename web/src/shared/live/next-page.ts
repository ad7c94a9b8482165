/** Whether the next page is being asked for, and which one could not be had. */
export interface Asking {
  readonly isLoading: boolean;
  readonly failed: string | null;
}

export type Step = "asked" | "came" | "healed" | { failed: string };

export const NOT_ASKED: Asking = { isLoading: false, failed: null };

/** A page that failed is asked for again where something else has succeeded, or somebody wants to:
 * whoever stays at the end of the list does not by that alone. */
export function mayAsk({ isLoading, failed }: Asking, after: string | null): after is string {
  return after !== null && !isLoading && after !== failed;
}

export function afterStep(asking: Asking, step: Step): Asking {
  if (step === "asked") return { ...asking, isLoading: true };
  if (step === "came") return NOT_ASKED;
  if (step === "healed") return asking.failed === null ? asking : { ...asking, failed: null };
  return { isLoading: false, failed: step.failed };
}
