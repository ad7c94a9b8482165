import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import styles from "./SignIn.module.css";

/** Whether a provider leads in as well is not known: said quietly, for a password does too. */
export function OfferUnknown({ onAskAgain }: { onAskAgain: () => void }) {
  const { t } = useTranslation();
  return (
    <p role="status" className={styles.unknown}>
      {t("access.offerUnknown")}{" "}
      <Button variant="default" size="compact-xs" onClick={onAskAgain}>
        {t("retry")}
      </Button>
    </p>
  );
}
