import { Button, TextInput } from "@mantine/core";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { answerOf, directory } from "@/shared/api/client";
import { Loading } from "@/shared/ui/Notice";
import { FrontPage } from "./FrontPage";
import { takePlace } from "./return-place";
import styles from "./SignIn.module.css";
import { type Back, backOf, type Step, stepAfter } from "./sign-on";

/** Where the provider sends people back: they enter, and go on where they were. */
export function SignOnPage() {
  const { t } = useTranslation();
  const [back] = useState(() => backOf(window.location.search));
  const [step, setStep] = useState<Step>(back ? "asked" : "failed");
  const [code, setCode] = useState("");
  const isBegun = useRef(false);
  const finish = async (body: Back) => {
    try {
      await answerOf(directory.POST("/api/v1/session/single-sign-on/answer", { body }));
      window.location.replace(takePlace());
    } catch (error) {
      setStep(stepAfter(error));
    }
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: an answer is good once.
  useEffect(() => {
    if (isBegun.current) return;
    isBegun.current = true;
    window.history.replaceState(null, "", window.location.pathname);
    if (back) void finish(back);
  }, []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (back) void finish({ ...back, second_factor: code.replace(/\s/g, "") });
  };
  if (step === "code" || step === "wrong-code") {
    return (
      <FrontPage title={t("signIn.title")}>
        <form className={styles.form} onSubmit={submit}>
          <TextInput
            label={t("signIn.code")}
            description={t("signIn.codeHint")}
            autoComplete="one-time-code"
            required
            withAsterisk={false}
            error={step === "wrong-code" && t("signIn.errors.wrong-code")}
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
          <Button type="submit">{t("signIn.submit")}</Button>
        </form>
      </FrontPage>
    );
  }
  return (
    <FrontPage title={t("signIn.title")}>
      {step === "asked" ? (
        <Loading />
      ) : (
        <div className={styles.form}>
          <p role="alert" className={styles.message}>
            {t(step === "not-linked" ? "access.notLinked" : "access.signOnFailed")}
          </p>
          <Button component="a" href="/console/">
            {t("access.back")}
          </Button>
        </div>
      )}
    </FrontPage>
  );
}
