import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answerOf, intake } from "@/shared/api/client";
import { NotLoaded } from "@/shared/ui/Notice";
import { When } from "@/shared/ui/Times";
import styles from "./Attention.module.css";

/** The mails of a contact as they came, to be saved with all that is in them: what is shown of them
 * elsewhere is their words alone. `said` is how much was said: more of it may be another mail. */
export function Originals({ contactId, said }: { contactId: string; said: number }) {
  const { t } = useTranslation();
  const query = useQuery({
    queryKey: ["contact", contactId, "mails", said],
    queryFn: ({ signal }) => {
      const params = { path: { contact_id: contactId } };
      return answerOf(intake.GET("/api/v1/contacts/{contact_id}/mails", { params, signal }));
    },
    placeholderData: keepPreviousData,
  });
  const mails = query.data?.items ?? [];
  if (mails.length === 0) return <NotLoaded query={query} what={t("attending.originalsFailed")} />;
  return (
    <details className={styles.fold} open={mails.some((each) => each.attachments.length > 0)}>
      <summary>{t("attending.originals", { count: mails.length })}</summary>
      <p className={styles.soft}>{t("attending.originalsDetail")}</p>
      <ul className={styles.originals}>
        {mails.map((each) => (
          <li key={each.id}>
            <a href={addressOf(contactId, each.id)} download="mail.eml">
              <bdi>{each.subject || t("attending.noSubject")}</bdi>
            </a>{" "}
            <span className={styles.soft}>
              <When at={each.received_at} />
              {each.attachments.map(({ name }, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two may have one name; none moves.
                <bdi key={index}> · {name}</bdi>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function addressOf(contactId: string, mailId: string): string {
  return `/api/v1/contacts/${contactId}/mails/${mailId}/original`;
}
