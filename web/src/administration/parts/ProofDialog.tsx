import { Modal, PasswordInput, TextInput } from "@mantine/core";
import { type FormEvent, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { answerOf, directory } from "@/shared/api/client";
import { explainRefusal } from "@/shared/api/refusals";
import { useStore } from "@/shared/store";
import { ProveBySignOn } from "@/sign-in/ProveBySignOn";
import { DeedButton } from "./DeedButton";
import styles from "./parts.module.css";
import { proofAsked } from "./proof";

/** Asks for the password, before something that no stranger at an open screen should do. */
export function ProofDialog() {
  const { t } = useTranslation();
  const asked = useStore(proofAsked);
  // Whoever leaves has not proven it: nothing waits for the next one who sits here.
  useEffect(() => () => proofAsked.get()?.answer(false), []);
  return (
    <Modal
      opened={asked !== null}
      onClose={() => asked?.answer(false)}
      title={t("administration.proof.title")}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      {asked && <ProofForm onProven={() => asked.answer(true)} />}
    </Modal>
  );
}

function ProofForm({ onProven }: { onProven: () => void }) {
  const { t } = useTranslation();
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      const body = code.trim() ? { password, code: code.trim() } : { password };
      await answerOf(directory.POST("/api/v1/session/proof", { body }));
      onProven();
    } catch (error) {
      setRefusal(explainRefusal(error, t));
      setPassword("");
    } finally {
      setBusy(false);
    }
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <p className={styles.soft}>{t("administration.proof.detail")}</p>
      <div role="alert" className={styles.refusal} hidden={refusal === null}>
        {refusal}
      </div>
      <PasswordInput
        data-autofocus
        label={t("signIn.password")}
        autoComplete="current-password"
        visibilityToggleButtonProps={{ "aria-label": t("signIn.showPassword") }}
        required
        withAsterisk={false}
        maxLength={1000}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <TextInput
        label={t("signIn.code")}
        description={t("administration.proof.codeHint")}
        autoComplete="one-time-code"
        maxLength={40}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <DeedButton type="submit" isBusy={isBusy}>
        {t("administration.proof.submit")}
      </DeedButton>
      <ProveBySignOn onProven={onProven} />
    </form>
  );
}
