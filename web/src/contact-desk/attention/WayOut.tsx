import { Button, Textarea } from "@mantine/core";
import { type FormEvent, type KeyboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { shortTime } from "@/shared/times";
import type { Commands } from "../commands";
import { actionsOf, type ContactDetail } from "../contact";
import styles from "./Attention.module.css";
import { useDraft } from "./useDraft";

const LONGEST = 2_000;

interface Props {
  detail: ContactDetail;
  commands: Commands;
  onFinished: () => void;
}

/** How it ends. What was written stays, also for whoever has just lost the contact. */
export function WayOut({ detail, commands, onFinished }: Props) {
  const { t, i18n } = useTranslation();
  const { contact } = detail;
  const draft = useDraft(`outcome.${contact.id}`);
  const [isMissing, setMissing] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const actions = actionsOf(contact);
  const canFinish = actions.includes("finish");

  if (contact.state.code === "closed" && detail.outcome) {
    return (
      <footer className={styles.wayOut}>
        <h2>{t("attention.closedOutcome")}</h2>
        <p dir="auto" className={styles.outcome}>
          {detail.outcome}
        </p>
      </footer>
    );
  }
  if (!canFinish && draft.text === "") {
    return actions.includes("take") ? (
      <footer className={styles.wayOut}>
        <p className={styles.soft}>{t("attention.free")}</p>
      </footer>
    ) : null;
  }

  const finish = async () => {
    if (isBusy || !canFinish) return;
    if (draft.text.trim() === "") return setMissing(true);
    setBusy(true);
    const isDone = await commands.finish(contact, draft.text.trim());
    setBusy(false);
    if (!isDone) return;
    draft.forget();
    onFinished();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void finish();
  };
  const send = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void finish();
  };
  const saved =
    draft.savedAt === null
      ? t("attention.draftNew")
      : t("attention.draftSaved", {
          time: shortTime(new Date(draft.savedAt), new Date(), i18n.language),
        });
  return (
    <footer className={styles.wayOut}>
      <form onSubmit={submit}>
        <Textarea
          id="contact-finish"
          label={t("attention.outcome")}
          placeholder={t("attention.outcomeHint")}
          autosize
          minRows={2}
          maxRows={6}
          maxLength={LONGEST}
          readOnly={!canFinish}
          value={draft.text}
          error={isMissing ? t("signIn.required") : undefined}
          onChange={(event) => {
            setMissing(false);
            draft.write(event.currentTarget.value);
          }}
          onKeyDown={send}
        />
        <div className={styles.leaving}>
          <span className={styles.soft} data-lost={draft.isLost || undefined}>
            {draft.isLost ? t("attention.outcomeLost") : saved}
          </span>
          {actions.includes("return") && (
            <Button
              size="xs"
              variant="default"
              title={`${t("actions.return")} (d)`}
              onClick={() => void commands.giveBack(contact)}
            >
              {t("actions.return")}
            </Button>
          )}
          <Button
            type="submit"
            size="xs"
            loading={isBusy}
            disabled={!canFinish}
            title={`${t("attention.finish")} (Ctrl+Enter)`}
          >
            {t("attention.finish")}
          </Button>
        </div>
      </form>
    </footer>
  );
}
