import { useLayoutEffect, useRef, useState } from "react";
import { letIn, readAgain, type Steady } from "./steady";

interface Listed<T> {
  /** Nothing while it is not known. */
  listed: readonly T[] | undefined;
  /** When it was answered; equal for the same answer. */
  answeredAt: number;
  /** Whether it answers the question before, until this one is answered. */
  isPrevious: boolean;
  /** Equal for equal questions; another one begins another list. */
  question: string;
  idOf: (each: T) => string;
  order: (one: T, other: T) => number;
}

/** A list whose rows stay where they are while the pointer or the focus is at them. */
export function useSteady<T>(list: Listed<T>) {
  const { listed, answeredAt, isPrevious, question, idOf, order } = list;
  const place = useRef<HTMLDivElement>(null);
  const shownOf = useRef(question);
  const [steady, setSteady] = useState<Steady<T> | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: one answer is worked in once.
  useLayoutEffect(() => {
    if (isPrevious) return;
    const isBusy = place.current?.matches(":hover, :focus-within") ?? false;
    const isSame = shownOf.current === question;
    shownOf.current = question;
    setSteady((before) => {
      if (!listed) return null;
      const keeps = before && isSame && isBusy;
      return keeps ? readAgain(before.shown, listed, idOf, order) : letIn(listed);
    });
  }, [answeredAt, isPrevious, question]);
  return {
    steady,
    letIn: () => listed && setSteady(letIn(listed)),
    /** Of what is around the rows. */
    place,
  };
}
