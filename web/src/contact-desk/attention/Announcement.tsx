import { useTranslation } from "react-i18next";
import { shortTime } from "@/shared/times";
import { When } from "@/shared/ui/Times";
import type { ContactDetail } from "../contact";
import styles from "./Attention.module.css";
import { useOthers } from "./chat/presence";
import { DraftLines } from "./drafts/DraftLines";
import { isNothing, savedIn } from "./drafts/draft-sync";
import { isolated } from "./isolated";

/** Who works on it, and who else looks, before anybody begins to. */
export function Announcement({ detail }: { detail: ContactDetail }) {
  const { t } = useTranslation();
  const others = useOthers(detail.contact.id).filter((each) => each.kind === "operator");
  const names = others.map((each) => isolated(each.name)).join(", ");
  return (
    <>
      <Standing detail={detail} />
      <p className={styles.others} role="status">
        {names && t("attending.alsoHere", { names })}
      </p>
      <ForeignDraft detail={detail} />
    </>
  );
}

function Standing({ detail }: { detail: ContactDetail }) {
  const { t, i18n } = useTranslation();
  const { state, claim } = detail.contact;
  const time = (at: string | null) =>
    at ? shortTime(new Date(at), new Date(), i18n.language) : t("unknown");
  if (state.code === "closed") {
    return (
      <p className={styles.announcement}>
        {t("attention.closed", { time: time(detail.finished_at ?? detail.hung_up_at) })}
      </p>
    );
  }
  if (claim.code === "taken") {
    const name = isolated(claim.by ?? t("unknown"));
    return (
      <p className={styles.announcement} data-held role="status">
        {t("attention.heldByOther", { name, time: time(claim.at) })}
      </p>
    );
  }
  return null;
}

/** What whoever held it was writing; who takes it finds it in the fields. */
function ForeignDraft({ detail }: { detail: ContactDetail }) {
  const { t } = useTranslation();
  const { draft, contact } = detail;
  if (!draft || contact.claim.code === "mine" || contact.state.code === "closed") return null;
  const { texts } = savedIn(draft);
  if (isNothing(texts)) return null;
  return (
    <details className={styles.foreignDraft}>
      <summary>
        {t("attending.draftOf", { name: isolated(draft.by.name) })} · <When at={draft.at} />
      </summary>
      <DraftLines texts={texts} />
    </details>
  );
}
