import { useTranslation } from "react-i18next";
import type { Contact } from "../../contact";
import type { UsedDrafts } from "../drafts/useDrafts";
import { useFiles } from "../files/useFiles";

/** What was begun for the customer and would go with the contact; null where there is nothing. */
export function useUnsent(contact: Contact, drafts: UsedDrafts): string | null {
  const { t } = useTranslation();
  const files = useFiles(contact.id);
  if (drafts.texts.reply.trim() !== "") return t("attending.unsent.reply");
  return files.length > 0 ? t("attending.unsent.files") : null;
}
