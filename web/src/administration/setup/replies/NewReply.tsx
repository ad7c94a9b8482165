import { Checkbox } from "@mantine/core";
import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { ItemHead } from "../../parts/ItemHead";
import { MakeButtons } from "../../parts/MakeButtons";
import styles from "../../parts/parts.module.css";
import { useBegun } from "../../parts/useBegun";
import { useCommand } from "../../parts/useCommand";
import { addReply } from "./commands";
import { ReplyFields } from "./ReplyFields";
import { REPLIES } from "./reply";

const NEW = { title: "", text: "", isShared: true };

/** One more text, of all or one's own; whose it is stays. */
export function NewReply({ onDone }: { onDone: (id: string | null) => void }) {
  const { t } = useTranslation();
  const { run, isBusy, errors } = useCommand();
  const begun = useBegun("replies", NEW);
  const { isShared, ...given } = begun.given;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const made = await run(() => addReply(given, isShared, begun.keyFor(begun.given)), {
      done: t("setup.created", { name: given.title }),
      stale: [REPLIES],
      failed: begun.failed,
    });
    if (!made) return;
    begun.forget();
    onDone(made.id);
  };
  return (
    <>
      <ItemHead title={t("setup.replies.add")} onBack={() => onDone(null)} />
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <ReplyFields given={given} errors={errors} onChange={begun.change} />
        <Checkbox
          size="xs"
          label={t("setup.replies.shared")}
          description={t("setup.replies.sharedHint")}
          checked={isShared}
          onChange={(event) => begun.change({ isShared: event.currentTarget.checked })}
        />
        <MakeButtons begun={begun} isBusy={isBusy} label={t("setup.replies.add")} />
      </form>
    </>
  );
}
