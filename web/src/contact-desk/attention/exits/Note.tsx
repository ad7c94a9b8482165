import { Textarea } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { UsedDrafts } from "../drafts/useDrafts";

interface Props {
  id?: string;
  drafts: UsedDrafts;
  longest: number;
  isAllowed: boolean;
  error?: string | undefined;
}

/** What whoever goes on with it should know. */
export function Note({ id, drafts, longest, isAllowed, error }: Props) {
  const { t } = useTranslation();
  return (
    <Textarea
      {...(id ? { id } : {})}
      label={t("attending.note")}
      placeholder={t("attending.noteHint")}
      autosize
      minRows={2}
      maxRows={6}
      maxLength={longest}
      readOnly={!isAllowed}
      error={error}
      value={drafts.texts.note}
      onChange={(event) => drafts.write("note", event.currentTarget.value)}
    />
  );
}
