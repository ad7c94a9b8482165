import { useEffect, useRef, useState } from "react";
import { answerOf, directory } from "@/shared/api/client";
import { tellProven } from "./proven";
import { hasPlace, takePlace } from "./return-place";
import { type Back, type Landing, landingOf } from "./sign-on";

/** `proven`: who was in has proven it, and this window has done what it was opened for. */
export type Arrival = { codes: string[] } | "proven";

const NOTHING: Landing = { leads: "over", because: "sign-on-expired" };

/** Hands the provider's answer to the service, again with a code where one is asked for. */
export function useSignOnAnswer(back: Back | null) {
  const [landing, setLanding] = useState<Landing | null>(back ? null : NOTHING);
  const [secret, setSecret] = useState<{ secret: string; address: string } | null>(null);
  const [asksForCode, setAsksForCode] = useState(false);
  const [arrival, setArrival] = useState<Arrival | null>(null);
  const [isBusy, setBusy] = useState(back !== null);
  const isBegun = useRef(false);

  const finish = async (code?: string) => {
    if (!back) return;
    setBusy(true);
    const body = code === undefined ? back : { ...back, second_factor: code };
    try {
      const answer = await answerOf(
        directory.POST("/api/v1/session/single-sign-on/answer", { body }),
      );
      if (!("account" in answer)) prove();
      else if (answer.recovery_codes?.length) setArrival({ codes: answer.recovery_codes });
      else goOn();
    } catch (error) {
      const next = landingOf(error, code !== undefined);
      if (next.leads === "set-up") setSecret(next);
      if (next.leads === "set-up" || next.leads === "code") setAsksForCode(true);
      setLanding(next);
      setBusy(false);
    }
  };
  const prove = () => {
    tellProven();
    if (hasPlace()) return goOn();
    setArrival("proven");
    window.close();
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: an answer is good once.
  useEffect(() => {
    if (isBegun.current) return;
    isBegun.current = true;
    window.history.replaceState(null, "", window.location.pathname);
    void finish();
  }, []);
  return { landing, secret, asksForCode, arrival, isBusy, finish };
}

/** On to where somebody was before they left for the provider. */
export function goOn(): void {
  window.location.replace(takePlace());
}
