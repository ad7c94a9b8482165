import { Button, TextInput } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { askForLetter } from "./choosing";
import { Refused } from "./Refused";
import styles from "./SignIn.module.css";
import { useAsking } from "./useAsking";

const LONGEST_EMAIL = 254;

/** Asks for a letter with a link; never says whether anybody has that address. */
export function ForgottenForm() {
  const { t } = useTranslation();
  const [email, setEmail] = useState("");
  const field = useRef<HTMLInputElement>(null);
  // What was pressed to come here is gone, and the keyboard with it.
  useEffect(() => field.current?.focus(), []);
  const { choice, isBusy, seconds, submit } = useAsking(() => askForLetter(email));
  if (choice?.leads === "done") {
    return (
      <p role="status" className={styles.hint}>
        {t("access.letterSent", { email: email.trim() })}
      </p>
    );
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      <Refused choice={choice} seconds={seconds} />
      <p className={styles.hint}>{t("access.forgottenDetail")}</p>
      <TextInput
        ref={field}
        type="email"
        label={t("access.email")}
        autoComplete="email"
        required
        withAsterisk={false}
        maxLength={LONGEST_EMAIL}
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <Button type="submit" fullWidth loading={isBusy} disabled={seconds > 0}>
        {t("access.send")}
      </Button>
    </form>
  );
}
