import { Button } from "@mantine/core";
import type { TFunction } from "i18next";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { explainRefusal } from "@/shared/api/refusals";
import { Loading } from "@/shared/ui/Notice";
import { explainAtDoor } from "./explain-refusal";
import { FrontPage } from "./FrontPage";
import { RecoveryCodes } from "./RecoveryCodes";
import { SecondFactorForm } from "./SecondFactorForm";
import styles from "./SignIn.module.css";
import { backOf, type Landing } from "./sign-on";
import { useCountdown } from "./useCountdown";
import { goOn, useSignOnAnswer } from "./useSignOnAnswer";

type Ended = Extract<Landing, { leads: "over" }>;

/** Where the provider sends people back: they enter, and go on where they were. */
export function SignOnPage() {
  const { t } = useTranslation();
  const [back] = useState(() => backOf(window.location.search));
  const { landing, secret, asksForCode, arrival, isBusy, finish } = useSignOnAnswer(back);
  const refusal = landing?.leads === "refused" ? landing.refusal : null;
  const seconds = useCountdown(refusal?.because === "tooMany" ? refusal : null);
  const message = refusal && explainAtDoor(refusal, seconds, t);

  if (arrival === "proven") {
    return (
      <FrontPage title={t("access.proven")}>
        <p role="status">{t("access.provenDetail")}</p>
      </FrontPage>
    );
  }
  if (arrival) {
    return (
      <FrontPage title={t("signIn.title")}>
        <RecoveryCodes codes={arrival.codes} onKept={goOn} />
      </FrontPage>
    );
  }
  if (landing?.leads === "over") return <Over landing={landing} />;
  if (asksForCode) {
    return (
      <FrontPage title={t("signIn.title")}>
        <SecondFactorForm
          secret={secret}
          refusal={refusal}
          isBusy={isBusy}
          seconds={seconds}
          onCode={(code) => void finish(code)}
        />
      </FrontPage>
    );
  }
  return (
    <FrontPage title={t("signIn.title")}>
      {refusal === null ? (
        <Loading />
      ) : (
        <div className={styles.form}>
          <p role="alert" className={styles.message} hidden={!message}>
            {message}
          </p>
          <Button loading={isBusy} disabled={seconds > 0} onClick={() => void finish()}>
            {t("retry")}
          </Button>
          <BackToStart />
        </div>
      )}
    </FrontPage>
  );
}

/** Asking again cannot help: why, and the way to begin anew. */
function Over({ landing }: { landing: Ended }) {
  const { t } = useTranslation();
  return (
    <FrontPage title={t("signIn.title")}>
      <div className={styles.form}>
        <p role="alert" className={styles.message}>
          {whyOver(landing, t)}
        </p>
        <BackToStart />
      </div>
    </FrontPage>
  );
}

function whyOver(landing: Ended, t: TFunction): string {
  switch (landing.because) {
    case "other":
      return explainRefusal(landing.problem, t);
    case "not-understood":
    case "wrong-credentials":
    case "wrong-link":
      return t(`access.over.${landing.because}`);
    default:
      return t(`refused.${landing.because}`);
  }
}

function BackToStart() {
  const { t } = useTranslation();
  return (
    <Button component="a" variant="default" href="/console/">
      {t("access.back")}
    </Button>
  );
}
