import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { LanguageChoice } from "@/frame/choices";
import { SignIn } from "./SignIn";
import styles from "./SignIn.module.css";

/** Shown at whatever address somebody came to: who enters goes on exactly there. */
export function SignInPage() {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = `${t("signIn.title")}`;
  }, [t]);
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <h1 className={styles.title}>
          <img src="/console/tero.svg" width={28} height={28} alt="" />
          {t("signIn.title")}
        </h1>
        <SignIn />
      </div>
      <LanguageChoice />
    </main>
  );
}
