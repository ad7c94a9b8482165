import { createStore } from "@/shared/store";

/** Somebody has to say once more who they are, before what they asked for is done. */
export const proofAsked = createStore<{ answer: (isProven: boolean) => void } | null>(null);

/** Whether they did. One dialog at a time: who asks second waits with the first. */
export function proveOnceMore(): Promise<boolean> {
  const before = proofAsked.get();
  return new Promise((resolve) => {
    proofAsked.set({
      answer: (isProven) => {
        proofAsked.set(null);
        before?.answer(isProven);
        resolve(isProven);
      },
    });
  });
}
