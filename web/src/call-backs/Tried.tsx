import { Button, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { COUNTS } from "@/contact-desk/useCounts";
import { answerOf, idempotencyKey, intake } from "@/shared/api/client";
import { Problem } from "@/shared/api/problem";
import { explainRefusal } from "@/shared/api/refusals";
import { refuse, tell } from "@/shared/ui/messages";
import { useKeptText } from "@/shared/useKept";
import { useRequestKey } from "@/shared/useRequestKey";
import styles from "./CallBacks.module.css";
import { CALL_BACKS, type CallBack, OUTCOMES, type Outcome } from "./useCallBacks";

const LONGEST = 2_000;

interface Props {
  callBack: CallBack;
  /** Whether a note is being written: what it is about must not go away meanwhile. */
  onWriting: (isWriting: boolean) => void;
  /** It was noted, or turned out to be over: before it leaves the list. */
  onNoted: () => void;
}

/** Says what became of calling somebody back. */
export function Tried({ callBack, onWriting, onNoted }: Props) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { text: note, write, forget } = useKeptText(`call-back.${callBack.id}`, "note", onWriting);
  const key = useRequestKey();
  const { mutate, isPending } = useMutation({
    mutationFn: (outcome: Outcome) => {
      const body = { outcome, note: note.trim() || null };
      const header = idempotencyKey(key.keyFor(body));
      const params = { path: { call_back_id: callBack.id }, header };
      return answerOf(
        intake.POST("/api/v1/contacts/call-backs/{call_back_id}/attempts", { params, body }),
      );
    },
    onSuccess: (_, outcome) => {
      tell(t("callBacks.noted", { outcome: t(`callBacks.outcomes.${outcome}`) }));
      key.forget();
      forget();
      onNoted();
    },
    onError: (error) => {
      const isOver = error instanceof Problem && error.code === "call-back-is-over";
      refuse(explainRefusal(error, t));
      key.failed(error);
      if (!isOver) return;
      forget();
      onNoted();
    },
    onSettled: () => {
      for (const queryKey of [[CALL_BACKS], COUNTS]) void queries.invalidateQueries({ queryKey });
    },
  });
  return (
    <div className={styles.tried}>
      <TextInput
        size="xs"
        className={styles.note ?? ""}
        aria-label={t("callBacks.note")}
        placeholder={t("callBacks.note")}
        maxLength={LONGEST}
        value={note}
        onChange={(event) => write(event.currentTarget.value)}
      />
      {OUTCOMES.map((outcome) => (
        <Button
          key={outcome}
          size="xs"
          variant={outcome === "reached" ? "filled" : "default"}
          disabled={isPending}
          onClick={() => mutate(outcome)}
        >
          {t(`callBacks.outcomes.${outcome}`)}
        </Button>
      ))}
    </div>
  );
}
