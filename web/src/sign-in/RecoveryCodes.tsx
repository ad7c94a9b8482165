import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import styles from "./SignIn.module.css";

/** Told a single time: nothing goes on before somebody says that they are kept. */
export function RecoveryCodes({ codes, onKept }: { codes: string[]; onKept: () => void }) {
  const { t } = useTranslation();
  return (
    <section className={styles.form}>
      <h2 className={styles.step}>{t("signIn.recoveryTitle")}</h2>
      <p className={styles.hint}>{t("signIn.recoveryDetail")}</p>
      <ul className={styles.codes}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Button onClick={onKept}>{t("signIn.recoverySaved")}</Button>
    </section>
  );
}
