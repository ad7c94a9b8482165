import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Handling } from "@/records/HeldList";
import { When } from "@/shared/ui/Times";
import { useQueueNames } from "@/shared/useQueueNames";
import { useMay } from "@/sign-in/session";
import styles from "./CallBacks.module.css";
import { Tried } from "./Tried";
import type { CallBack, Outcome } from "./useCallBacks";

interface Props {
  callBack: CallBack;
  handling: Handling;
}

/** Somebody to be called back: who, since when, what was tried, and what became of it. */
export function CallBackItem({ callBack, handling }: Props) {
  const { t } = useTranslation();
  const tries = useMay("contacts.take");
  const nameOfQueue = useQueueNames();
  const { phone, name, city, queue, missed, state, contact_id: contactId } = callBack;
  return (
    <>
      <p>
        <strong>
          <bdi>{name ?? t("callBacks.unidentified")}</bdi>
        </strong>
        {phone && (
          <>
            {" · "}
            <a href={`tel:${phone}`}>{phone}</a>
          </>
        )}
        <span className={styles.soft}>
          {city && ` · ${city}`} · {nameOfQueue([queue])}
        </span>
      </p>
      <p className={styles.soft}>
        {t("callBacks.missed", { count: missed })} <When at={callBack.last_missed_at} />
        {" · "}
        <Link to="/contact/$contactId" params={{ contactId }}>
          {t("callBacks.seeContact")}
        </Link>
      </p>
      {state === "open" && (
        <p className={callBack.overdue ? styles.overdue : ""}>
          {t(callBack.overdue ? "callBacks.overdue" : "callBacks.due")}{" "}
          <When at={callBack.due_at} />
        </p>
      )}
      <LastAttempt of={callBack} />
      {state === "open" && tries && (
        <Tried callBack={callBack} onWriting={handling.onWriting} onNoted={handling.onSettled} />
      )}
    </>
  );
}

function LastAttempt({ of }: { of: CallBack }) {
  const { t } = useTranslation();
  const outcome = of.last_outcome as Outcome | null;
  if (of.attempts === 0 || !outcome) return null;
  return (
    <p className={styles.soft}>
      {t("callBacks.attempts", { count: of.attempts })} {t(`callBacks.outcomes.${outcome}`)}{" "}
      {of.last_attempt_at && <When at={of.last_attempt_at} />}
      {of.note && (
        <>
          {" · "}
          <bdi>{of.note}</bdi>
        </>
      )}
    </p>
  );
}
