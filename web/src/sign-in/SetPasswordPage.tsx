import { Button, PasswordInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { choosePassword, LONGEST_PASSWORD, SHORTEST_PASSWORD } from "./choosing";
import { ForgottenForm } from "./ForgottenForm";
import { FrontPage } from "./FrontPage";
import { Refused } from "./Refused";
import styles from "./SignIn.module.css";
import { SignOnButton } from "./SignOnButton";
import { takeToken } from "./token-in-address";
import { useAsking } from "./useAsking";

/** Where the letters of invitations and forgotten passwords lead: a password is chosen once. */
export function SetPasswordPage() {
  const { t } = useTranslation();
  const [token] = useState(takeToken);
  const [isDone, setDone] = useState(false);
  const [isUsedUp, setUsedUp] = useState(token === "");
  if (isDone) {
    return (
      <FrontPage title={t("access.choose")}>
        <p role="status" className={styles.hint}>
          {t("access.chosen")}
        </p>
        <Button component="a" href="/console/" fullWidth>
          {t("access.enter")}
        </Button>
      </FrontPage>
    );
  }
  if (isUsedUp) {
    return (
      <FrontPage title={t("access.choose")}>
        <p role="alert" className={styles.message}>
          {t("access.usedUp")}
        </p>
        <ForgottenForm />
      </FrontPage>
    );
  }
  return (
    <FrontPage title={t("access.choose")}>
      <PasswordForm token={token} onDone={() => setDone(true)} onUsedUp={() => setUsedUp(true)} />
      <SignOnButton invitation={token} />
    </FrontPage>
  );
}

interface Props {
  token: string;
  onDone: () => void;
  onUsedUp: () => void;
}

function PasswordForm({ token, onDone, onUsedUp }: Props) {
  const { t } = useTranslation();
  const [password, setPassword] = useState("");
  const { choice, isBusy, seconds, submit } = useAsking(async () => {
    const next = await choosePassword(token, password);
    if (next.leads === "done") onDone();
    else if (next.leads === "wrong-link") onUsedUp();
    return next;
  });
  return (
    <form className={styles.form} onSubmit={submit}>
      <Refused choice={choice} seconds={seconds} />
      <PasswordInput
        label={t("access.newPassword")}
        description={t("access.passwordHint", { least: SHORTEST_PASSWORD })}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ "aria-label": t("signIn.showPassword") }}
        data-autofocus
        required
        withAsterisk={false}
        minLength={SHORTEST_PASSWORD}
        maxLength={LONGEST_PASSWORD}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <Button type="submit" fullWidth loading={isBusy} disabled={seconds > 0}>
        {t("access.save")}
      </Button>
    </form>
  );
}
