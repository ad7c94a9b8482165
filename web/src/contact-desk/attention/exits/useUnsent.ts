import { useTranslation } from "react-i18next";
import type { ContactDetail } from "../../contact";
import type { UsedDrafts } from "../drafts/useDrafts";
import { useFiles } from "../files/useFiles";
import { detailsOf, isChanged } from "../update/details";

/** What was begun and would go with the contact; null where there is nothing. */
export function useUnsent(detail: ContactDetail, drafts: UsedDrafts): string | null {
  const { t } = useTranslation();
  const files = useFiles(detail.contact.id);
  if (drafts.texts.reply.trim() !== "") return t("attending.unsent.reply");
  if (files.length > 0) return t("attending.unsent.files");
  if (isChanged(drafts.texts.details, detailsOf(detail))) return t("attending.unsent.details");
  return drafts.texts.ticket.trim() === "" ? null : t("attending.unsent.ticket");
}
