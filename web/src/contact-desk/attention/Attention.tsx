import { useLocation, useNavigate } from "@tanstack/react-router";
import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Failed, Loading } from "@/shared/ui/Notice";
import { type Commands, useCommands } from "../commands";
import { type ContactDetail, isWritten, stepToEnd } from "../contact";
import { Announcement } from "./Announcement";
import styles from "./Attention.module.css";
import { useConversation } from "./chat/useConversation";
import { DraftConflict } from "./drafts/DraftConflict";
import { useDrafts } from "./drafts/useDrafts";
import { type Exit, isExit } from "./exits/exits";
import { WayOut } from "./exits/WayOut";
import { Heading } from "./Heading";
import { show, useParts } from "./parts";
import { useContact } from "./useContact";
import { useKeeping } from "./useKeeping";
import { What } from "./What";
import { Who } from "./Who";
import "./words/spoken";

export { Sign } from "./Sign";

/** One contact: who, what, and the way out. Inquiries are administered here entirely (C52). */
export function Attention({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useContact(id);
  const commands = useCommands();
  useKeeping(data?.contact);
  if (!data) {
    return (
      <article className={styles.attention}>
        <button type="button" className={styles.lonelyBack} onClick={onClose}>
          {t("attention.back")}
        </button>
        {error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading />}
      </article>
    );
  }
  return <Attended detail={data} commands={commands} onClose={onClose} />;
}

interface Props {
  detail: ContactDetail;
  commands: Commands;
  onClose: () => void;
}

function Attended({ detail, commands, onClose }: Props) {
  const { contact } = detail;
  const drafts = useDrafts(detail, contact.claim.code === "mine");
  const conversation = useConversation(contact.id, isWritten(contact));
  const [exit, setExit] = useState<Exit>("finish");
  const goTo = useCallback(
    (part: string) => {
      if (isExit(part)) setExit(part);
      const aim = part === "finish" ? (stepToEnd(contact) ?? part) : part;
      // The part may have to be made first.
      requestAnimationFrame(() => show(aim));
    },
    [contact],
  );
  useParts(goTo);
  const { hash } = useLocation();
  const navigate = useNavigate();
  useEffect(() => {
    if (hash === "") return;
    goTo(hash);
    // Whoever asks for the same part again asks by the same address.
    void navigate({ to: ".", search: true, hash: "", replace: true, resetScroll: false });
  }, [hash, goTo, navigate]);
  return (
    <article className={styles.attention} aria-labelledby="contact-title">
      <Heading contact={contact} commands={commands} onClose={onClose} onPart={goTo} />
      <Announcement detail={detail} />
      <DraftConflict drafts={drafts} />
      <div className={styles.parts}>
        <What detail={detail} conversation={conversation} drafts={drafts} />
        <Who detail={detail} commands={commands} drafts={drafts} />
      </div>
      <WayOut
        detail={detail}
        commands={commands}
        drafts={drafts}
        exit={exit}
        onExit={goTo}
        onLeft={onClose}
      />
    </article>
  );
}
