import { Button, TextInput } from "@mantine/core";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Refusal } from "./entering";
import { explainAtDoor } from "./explain-refusal";
import { SecretToSetUp } from "./SecretToSetUp";
import styles from "./SignIn.module.css";

interface Props {
  /** What the authenticator app is given first, where it has none yet. */
  secret: { secret: string; address: string } | null;
  /** Why the last code was not good enough. */
  refusal: Refusal | null;
  isBusy: boolean;
  /** For how long nothing more is tried. */
  seconds: number;
  onCode: (code: string) => void;
}

/** A code of the authenticator app; the secret to set it up with, where that comes first. */
export function SecondFactorForm(props: Props) {
  const { t } = useTranslation();
  const { refusal, isBusy, seconds, onCode } = props;
  const message = refusal && explainAtDoor(refusal, seconds, t);
  const [code, setCode] = useState("");
  const field = useRef<HTMLInputElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each refusal is answered in the field.
  useEffect(() => field.current?.focus(), [refusal]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isBusy && seconds === 0) onCode(code.replace(/\s/g, ""));
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <div role="alert" className={styles.message} hidden={!message}>
        {message}
      </div>
      {props.secret && (
        <SecretToSetUp secret={props.secret.secret} address={props.secret.address} />
      )}
      <TextInput
        ref={field}
        label={t("signIn.code")}
        description={t("signIn.codeHint")}
        autoComplete="one-time-code"
        required
        withAsterisk={false}
        error={refusal?.because === "wrong-code"}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <Button type="submit" loading={isBusy} disabled={seconds > 0}>
        {t("signIn.submit")}
      </Button>
    </form>
  );
}
