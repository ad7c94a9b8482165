import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answerOf, intake } from "@/shared/api/client";
import { NotLoaded } from "@/shared/ui/Notice";
import type { Commands } from "../commands";
import type { Contact } from "../contact";
import { reasonOptions } from "./options";
import { Picker } from "./Picker";

const FRESH = 300_000;

/** What it is about, of the tree that those who run the desk keep. */
export function ReasonChoice({ contact, commands }: { contact: Contact; commands: Commands }) {
  const { t } = useTranslation();
  const { channel } = contact;
  const query = useQuery({
    queryKey: ["reasons", channel],
    queryFn: ({ signal }) => {
      const params = { query: { channel } };
      return answerOf(intake.GET("/api/v1/contacts/reasons", { params, signal }));
    },
    staleTime: FRESH,
  });
  const options = reasonOptions(query.data?.items ?? []);
  if (options.length === 0) return <NotLoaded query={query} what={t("views.reasonsFailed")} />;
  return (
    <Picker
      id="contact-reason"
      label={t("columns.reason")}
      placeholder={t("attending.reasonHint")}
      options={options}
      chosen={contact.reason_label ?? contact.reason ?? ""}
      onChoose={(option) => void commands.classify(contact, option.value)}
    />
  );
}
