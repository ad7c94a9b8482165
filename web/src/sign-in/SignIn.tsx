import { Button, PasswordInput, TextInput } from "@mantine/core";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { enter, type Given, type Outcome, type Refusal } from "./entering";
import { explainAtDoor } from "./explain-refusal";
import { RecoveryCodes } from "./RecoveryCodes";
import { SecretToSetUp } from "./SecretToSetUp";
import styles from "./SignIn.module.css";
import { type Account, session } from "./session";
import { useCountdown } from "./useCountdown";

type Step = { is: "password" } | { is: "code" } | Extract<Outcome, { leads: "set-up" }>;
const NOTHING: Given = { login: "", password: "", code: "" };

/** The way in: password, then a code where the account asks for one. */
export function SignIn({ again }: { again?: Account }) {
  const { t } = useTranslation();
  const [given, setGiven] = useState<Given>({ ...NOTHING, login: again?.login ?? "" });
  const [step, setStep] = useState<Step>({ is: "password" });
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [entered, setEntered] = useState<{ account: Account; codes: string[] } | null>(null);
  const seconds = useCountdown(refusal?.because === "tooMany" ? refusal : null);
  const asksForCode = !("is" in step) || step.is === "code";
  const firstField = useRef<HTMLInputElement>(null);
  const messageId = useId();

  // biome-ignore lint/correctness/useExhaustiveDependencies: each step and each refusal is answered in its field.
  useEffect(() => firstField.current?.focus(), [asksForCode, refusal]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isBusy || seconds > 0) return;
    setBusy(true);
    setRefusal(null);
    const outcome = await enter(given);
    setBusy(false);
    follow(outcome);
  };

  const follow = (outcome: Outcome) => {
    if (outcome.leads === "code") setStep({ is: "code" });
    else if (outcome.leads === "set-up") setStep(outcome);
    else if (outcome.leads === "refused") refuse(outcome.refusal);
    else if (outcome.recoveryCodes.length === 0)
      session.set({ is: "in", account: outcome.account });
    else setEntered({ account: outcome.account, codes: outcome.recoveryCodes });
  };

  const refuse = (why: Refusal) => {
    setRefusal(why);
    if (why.because === "wrong-credentials") {
      setStep({ is: "password" });
      setGiven({ ...given, password: "", code: "" });
    } else if (why.because === "wrong-code") setGiven({ ...given, code: "" });
  };

  const startOver = () => {
    setGiven(NOTHING);
    setStep({ is: "password" });
    setRefusal(null);
  };

  if (entered) {
    const { account, codes } = entered;
    return <RecoveryCodes codes={codes} onKept={() => session.set({ is: "in", account })} />;
  }
  const message = refusal && explainAtDoor(refusal, seconds, t);
  return (
    <form className={styles.form} onSubmit={submit} aria-describedby={messageId}>
      <div id={messageId} role="alert" className={styles.message} hidden={!message}>
        {message}
      </div>
      {"secret" in step && <SecretToSetUp secret={step.secret} address={step.address} />}
      {asksForCode ? (
        <TextInput
          key="code"
          ref={firstField}
          label={t("signIn.code")}
          description={t("signIn.codeHint")}
          autoComplete="one-time-code"
          inputMode="text"
          required
          withAsterisk={false}
          error={refusal?.because === "wrong-code"}
          value={given.code}
          onChange={(event) => setGiven({ ...given, code: event.currentTarget.value })}
        />
      ) : (
        <>
          <TextInput
            ref={again || refusal ? null : firstField}
            label={t("signIn.login")}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            required
            withAsterisk={false}
            maxLength={200}
            value={given.login}
            onChange={(event) => setGiven({ ...given, login: event.currentTarget.value })}
          />
          <PasswordInput
            ref={again || refusal ? firstField : null}
            label={t("signIn.password")}
            autoComplete="current-password"
            visibilityToggleButtonProps={{ "aria-label": t("signIn.showPassword") }}
            required
            withAsterisk={false}
            maxLength={1000}
            error={refusal?.because === "wrong-credentials"}
            value={given.password}
            onChange={(event) => setGiven({ ...given, password: event.currentTarget.value })}
          />
        </>
      )}
      <Button type="submit" fullWidth loading={isBusy} disabled={seconds > 0}>
        {t("signIn.submit")}
      </Button>
      {asksForCode && (
        <Button variant="subtle" fullWidth onClick={startOver}>
          {t("signIn.otherAccount")}
        </Button>
      )}
    </form>
  );
}
