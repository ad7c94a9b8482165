import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answerOf, directory } from "@/shared/api/client";
import { type Choice, choiceOf } from "./choosing";
import { OfferUnknown } from "./OfferUnknown";
import { Refused } from "./Refused";
import { keepPlace } from "./return-place";
import { useCountdown } from "./useCountdown";
import { useSignOnOffer } from "./useSignOnOffer";

/** The way in at an OpenID provider, where there is one; by an invitation, to be linked first. */
export function SignOnButton({ invitation }: { invitation?: string }) {
  const { t } = useTranslation();
  const [choice, setChoice] = useState<Choice | null>(null);
  const [isBusy, setBusy] = useState(false);
  const isTooMany = choice?.leads === "refused" && choice.because === "tooMany";
  const seconds = useCountdown(isTooMany ? choice : null);
  const { offer, isUnknown, askAgain } = useSignOnOffer();
  if (isUnknown) return <OfferUnknown onAskAgain={askAgain} />;
  if (!offer) return null;
  const go = async () => {
    setBusy(true);
    setChoice(null);
    try {
      const body = invitation === undefined ? {} : { invitation };
      const { address } = await answerOf(
        directory.POST("/api/v1/session/single-sign-on", { body }),
      );
      keepPlace();
      window.location.assign(address);
    } catch (error) {
      setChoice(choiceOf(error));
      setBusy(false);
    }
  };
  return (
    <>
      <Button
        variant="default"
        fullWidth
        mt="sm"
        loading={isBusy}
        disabled={seconds > 0}
        onClick={() => void go()}
      >
        {t("access.signOn", { name: offer.name })}
      </Button>
      <Refused choice={choice} seconds={seconds} />
    </>
  );
}
