import { type FormEvent, useState } from "react";
import type { Choice } from "./choosing";
import { useCountdown } from "./useCountdown";

/** A form that asks the service one thing at a time, and waits as long as it is told to. */
export function useAsking(ask: () => Promise<Choice>) {
  const [choice, setChoice] = useState<Choice | null>(null);
  const [isBusy, setBusy] = useState(false);
  const isTooMany = choice?.leads === "refused" && choice.because === "tooMany";
  const seconds = useCountdown(isTooMany ? choice : null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isBusy || seconds > 0) return;
    setBusy(true);
    setChoice(await ask());
    setBusy(false);
  };
  return { choice, isBusy, seconds, submit };
}
