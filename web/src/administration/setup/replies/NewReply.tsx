import { Button, Checkbox } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { ItemHead } from "../../parts/ItemHead";
import styles from "../../parts/parts.module.css";
import { useCommand } from "../../parts/useCommand";
import { addReply } from "./commands";
import { ReplyFields } from "./ReplyFields";
import { REPLIES } from "./reply";

/** One more text, of all or one's own; whose it is stays. */
export function NewReply({ onDone }: { onDone: (id: string | null) => void }) {
  const { t } = useTranslation();
  const { run, isBusy, errors } = useCommand();
  const [given, setGiven] = useState({ title: "", text: "" });
  const [isShared, setShared] = useState(true);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const made = await run(() => addReply(given, isShared), {
      done: t("setup.created", { name: given.title }),
      stale: [REPLIES],
    });
    if (made) onDone(made.id);
  };
  return (
    <>
      <ItemHead title={t("setup.replies.add")} onBack={() => onDone(null)} />
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <ReplyFields
          given={given}
          errors={errors}
          onChange={(part) => setGiven({ ...given, ...part })}
        />
        <Checkbox
          size="xs"
          label={t("setup.replies.shared")}
          description={t("setup.replies.sharedHint")}
          checked={isShared}
          onChange={(event) => setShared(event.currentTarget.checked)}
        />
        <div className={styles.buttons}>
          <Button type="submit" size="xs" loading={isBusy}>
            {t("setup.replies.add")}
          </Button>
        </div>
      </form>
    </>
  );
}
