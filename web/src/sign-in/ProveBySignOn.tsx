import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { answerOf, directory } from "@/shared/api/client";
import { type Choice, choiceOf } from "./choosing";
import { OfferUnknown } from "./OfferUnknown";
import { onProven } from "./proven";
import { Refused } from "./Refused";
import { keepPlace, takePlace } from "./return-place";
import styles from "./SignIn.module.css";
import { useCountdown } from "./useCountdown";
import { useSignOnOffer } from "./useSignOnOffer";

const WINDOW = "popup,width=480,height=720";

/** For who enters at the provider: to prove it there once more, in a window of its own, so that
 * nothing here is left or lost. Nothing, where one cannot. */
export function ProveBySignOn(props: { onProven: () => void }) {
  const { t } = useTranslation();
  const { offer, isUnknown, askAgain } = useSignOnOffer();
  const [choice, setChoice] = useState<Choice | null>(null);
  const [isWaiting, setWaiting] = useState(false);
  const isTooMany = choice?.leads === "refused" && choice.because === "tooMany";
  const seconds = useCountdown(isTooMany ? choice : null);
  const { data: linked } = useQuery({
    queryKey: ["own-identities"],
    queryFn: ({ signal }) => answerOf(directory.GET("/api/v1/session/identities", { signal })),
    enabled: offer !== null,
  });
  const tell = useRef(props.onProven);
  tell.current = props.onProven;
  useEffect(() => onProven(() => tell.current()), []);
  if (isUnknown) return <OfferUnknown onAskAgain={askAgain} />;
  if (!offer || !linked?.items.length) return null;
  const go = async () => {
    setChoice(null);
    // Whatever an earlier way left behind: the window that comes back here has nowhere to go on to.
    takePlace();
    // At once: a window that is opened after an answer came is nobody's click any more.
    const opened = window.open("", "_blank", WINDOW);
    try {
      const way = answerOf(directory.POST("/api/v1/session/single-sign-on/proof"));
      const { address } = await way;
      setWaiting(true);
      if (opened) opened.location.href = address;
      else leaveFor(address);
    } catch (error) {
      opened?.close();
      setChoice(choiceOf(error));
    }
  };
  return (
    <div className={styles.form}>
      <Button variant="default" fullWidth disabled={seconds > 0} onClick={() => void go()}>
        {t("access.proveAt", { name: offer.name })}
      </Button>
      <Refused choice={choice} seconds={seconds} />
      {isWaiting && (
        <p role="status" className={styles.hint}>
          {t("access.proveThere")}
        </p>
      )}
    </div>
  );
}

/** Where no window may be opened, this one goes, and comes back to where it was. */
function leaveFor(address: string): void {
  keepPlace();
  window.location.assign(address);
}
