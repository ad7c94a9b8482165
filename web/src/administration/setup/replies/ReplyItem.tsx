import { useTranslation } from "react-i18next";
import { Clashes } from "../../parts/Clashes";
import { DeleteButton } from "../../parts/DeleteButton";
import { ItemHead } from "../../parts/ItemHead";
import { Mark } from "../../parts/Mark";
import styles from "../../parts/parts.module.css";
import { SaveButtons } from "../../parts/SaveButtons";
import { useEditing } from "../../parts/useEditing";
import { useSaving } from "../../parts/useSaving";
import { addReply, dropReply, saveReply } from "./commands";
import { ReplyFields } from "./ReplyFields";
import { REPLIES, type Reply } from "./reply";

/** One text: said differently, or not ready any more. */
export function ReplyItem({ reply, onBack }: { reply: Reply; onBack: () => void }) {
  const { t } = useTranslation();
  const { id, title, text, shared } = reply;
  const edit = useEditing({ title, text }, reply.version, `replies.${id}`);
  const { submit, isBusy, errors } = useSaving(edit, {
    done: (given) => t("administration.saved", { name: given.title }),
    save: (given, version) => saveReply(id, given, version),
    stale: [REPLIES],
  });
  return (
    <>
      <ItemHead title={title} onBack={onBack}>
        <Mark is={shared ? "yes" : "no"}>
          {t(shared ? "setup.replies.shared" : "setup.replies.own")}
        </Mark>
      </ItemHead>
      <form className={styles.form} onSubmit={submit}>
        <Clashes
          edit={edit}
          labelOf={(name) => t(`setup.replies.${name}`)}
          say={(name, given) => given[name]}
        />
        <ReplyFields given={edit.given} errors={errors} onChange={edit.change} />
        <SaveButtons edit={edit} isBusy={isBusy}>
          <DeleteButton
            name={title}
            drop={() => dropReply(id)}
            bringBack={() => addReply({ title, text }, shared)}
            stale={REPLIES}
            onGone={onBack}
          />
        </SaveButtons>
      </form>
    </>
  );
}
