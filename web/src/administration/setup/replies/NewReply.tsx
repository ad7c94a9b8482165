import { Checkbox } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { MakeForm } from "../../parts/MakeForm";
import { useBegun } from "../../parts/useBegun";
import { addReply } from "./commands";
import { ReplyFields } from "./ReplyFields";
import { REPLIES } from "./reply";

const NEW = { title: "", text: "", isShared: true };

/** One more text, of all or one's own; whose it is stays. */
export function NewReply({ onDone }: { onDone: (id: string | null) => void }) {
  const { t } = useTranslation();
  const begun = useBegun("replies", NEW);
  const { isShared, ...given } = begun.given;
  return (
    <MakeForm
      title={t("setup.replies.add")}
      begun={begun}
      what={begun.given}
      make={(key) => addReply(given, isShared, key)}
      done={t("setup.created", { name: given.title })}
      stale={[REPLIES]}
      onMade={(made) => onDone(made.id)}
      onBack={() => onDone(null)}
    >
      {(errors) => (
        <>
          <ReplyFields given={given} errors={errors} onChange={begun.change} />
          <Checkbox
            size="xs"
            label={t("setup.replies.shared")}
            description={t("setup.replies.sharedHint")}
            checked={isShared}
            onChange={(event) => begun.change({ isShared: event.currentTarget.checked })}
          />
        </>
      )}
    </MakeForm>
  );
}
