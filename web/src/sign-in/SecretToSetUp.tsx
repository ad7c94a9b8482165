import { useTranslation } from "react-i18next";
import styles from "./SignIn.module.css";

/** The secret that an authenticator app wants, in groups of four: somebody may have to type it. */
export function SecretToSetUp({ secret, address }: { secret: string; address: string }) {
  const { t } = useTranslation();
  return (
    <section>
      <h2 className={styles.step}>{t("signIn.setUpTitle")}</h2>
      <p className={styles.hint}>{t("signIn.setUpDetail")}</p>
      <p className={styles.secret}>{secret.replace(/\s/g, "").replace(/(.{4})(?=.)/g, "$1 ")}</p>
      {address.startsWith("otpauth:") && <a href={address}>{t("signIn.setUpOpen")}</a>}
    </section>
  );
}
