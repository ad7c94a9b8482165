import { useTranslation } from "react-i18next";
import { shortTime } from "@/shared/times";
import styles from "../Attention.module.css";
import type { UsedDrafts } from "./useDrafts";

/** Whether what is being written is safe, and where. */
export function DraftState({ drafts }: { drafts: UsedDrafts }) {
  const { t, i18n } = useTranslation();
  const { state, savedAt } = drafts;
  const time = savedAt ? shortTime(new Date(savedAt), new Date(), i18n.language) : "";
  return (
    <span className={styles.soft} data-lost={state === "lost" || undefined}>
      {state === "saved" && time
        ? t("attention.draftSaved", { time })
        : state === "lost"
          ? t("attention.outcomeLost")
          : state === "local"
            ? t("attending.draftHere")
            : state === "saving"
              ? t("attending.draftSaving")
              : t("attention.draftNew")}
    </span>
  );
}
