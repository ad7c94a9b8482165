import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ForgottenForm } from "./ForgottenForm";
import { FrontPage } from "./FrontPage";
import { SignIn } from "./SignIn";
import { SignOnButton } from "./SignOnButton";

/** Shown at whatever address somebody came to: who enters goes on exactly there. */
export function SignInPage() {
  const { t } = useTranslation();
  const [hasForgotten, setForgotten] = useState(false);
  if (hasForgotten) {
    return (
      <FrontPage title={t("access.forgottenTitle")}>
        <ForgottenForm />
        <Button variant="subtle" fullWidth mt="sm" onClick={() => setForgotten(false)}>
          {t("access.back")}
        </Button>
      </FrontPage>
    );
  }
  return (
    <FrontPage title={t("signIn.title")}>
      <SignIn />
      <SignOnButton />
      <Button variant="subtle" fullWidth mt="sm" onClick={() => setForgotten(true)}>
        {t("access.forgotten")}
      </Button>
    </FrontPage>
  );
}
