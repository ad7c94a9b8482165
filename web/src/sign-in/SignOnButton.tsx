import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answerOf, directory } from "@/shared/api/client";
import { type Choice, choiceOf } from "./choosing";
import { Refused } from "./Refused";
import { keepPlace } from "./return-place";

/** The way in at an OpenID provider, where there is one; by an invitation, to be linked first. */
export function SignOnButton({ invitation }: { invitation?: string }) {
  const { t } = useTranslation();
  const [choice, setChoice] = useState<Choice | null>(null);
  const [isBusy, setBusy] = useState(false);
  const { data: offer } = useQuery({
    queryKey: ["single-sign-on"],
    queryFn: ({ signal }) => answerOf(directory.GET("/api/v1/session/single-sign-on", { signal })),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (!offer?.enabled) return null;
  const go = async () => {
    setBusy(true);
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
      <Button variant="default" fullWidth mt="sm" loading={isBusy} onClick={() => void go()}>
        {t("access.signOn", { name: offer.name || "OpenID" })}
      </Button>
      <Refused choice={choice} seconds={0} />
    </>
  );
}
