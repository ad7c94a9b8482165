import { Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { SignIn } from "./SignIn";
import styles from "./SignIn.module.css";
import { SignOnButton } from "./SignOnButton";
import type { Account } from "./session";

/** Over the page, which stays as it is: nothing that was typed is lost. */
export function SignInAgain({ account }: { account: Account }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened
      centered
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      onClose={() => {}}
      title={t("signIn.endedTitle")}
    >
      <p className={styles.hint}>{t("signIn.endedDetail")}</p>
      <SignIn again={account} />
      <SignOnButton />
    </Modal>
  );
}
