import { Button, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { askForLetter, type Choice } from "./choosing";
import { Refused } from "./Refused";
import styles from "./SignIn.module.css";
import { useCountdown } from "./useCountdown";

const LONGEST_EMAIL = 254;

/** Asks for a letter with a link; never says whether anybody has that address. */
export function ForgottenForm() {
  const { t } = useTranslation();
  const [email, setEmail] = useState("");
  const [choice, setChoice] = useState<Choice | null>(null);
  const [isBusy, setBusy] = useState(false);
  const isTooMany = choice?.leads === "refused" && choice.because === "tooMany";
  const seconds = useCountdown(isTooMany ? choice : null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isBusy || seconds > 0) return;
    setBusy(true);
    setChoice(await askForLetter(email));
    setBusy(false);
  };
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
