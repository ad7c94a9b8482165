import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { sizeOf } from "@/contact-desk/attention/files/chosen";
import { When } from "@/shared/ui/Times";
import { Confirm } from "../parts/Confirm";
import { DeedButton } from "../parts/DeedButton";
import { ItemHead } from "../parts/ItemHead";
import styles from "../parts/parts.module.css";
import { Raw } from "../parts/Raw";
import { useCommand } from "../parts/useCommand";
import { attend, discard, MAILS, type Mail, whyOf } from "./mails";

/** What it says, and what is to become of it: a contact after all, or nothing. */
export function MailItem({ mail, onBack }: { mail: Mail; onBack: () => void }) {
  const { t, i18n } = useTranslation();
  const { run, isBusy } = useCommand();
  const [contactId, setContactId] = useState<string | null>(null);
  const why = whyOf(mail);
  const told = { stale: [MAILS] };
  const take = async () => {
    const settled = await run(() => attend(mail), { ...told, done: t("mailAside.attended") });
    setContactId(settled?.contact_id ?? null);
  };
  const drop = async () => {
    const done = { ...told, done: t("mailAside.discarded") };
    if ((await run(() => discard(mail), done)) !== null) onBack();
  };
  const facts = [
    [t("mailAside.from"), mail.sender_name ? `${mail.sender_name} <${mail.sender}>` : mail.sender],
    [t("mailAside.mailbox"), mail.system],
    [t("mailAside.sent"), <When key="sent" at={mail.sent_at} />],
    [t("mailAside.received"), <When key="received" at={mail.received_at} />],
  ] as const;
  return (
    <>
      <ItemHead title={mail.subject || t("mailAside.noSubject")} onBack={onBack} />
      <section className={styles.part}>
        <p>{why ? t(`mailAside.reasons.${why}`) : mail.aside}</p>
        <dl className={styles.facts}>
          {facts.map(([name, value]) => (
            <div key={name} className={styles.fact}>
              <dt>{name}</dt>
              <dd>
                <bdi>{value}</bdi>
              </dd>
            </div>
          ))}
        </dl>
        {contactId === null ? (
          <div className={styles.buttons}>
            <DeedButton isBusy={isBusy} onClick={() => void take()}>
              {t("mailAside.attend")}
            </DeedButton>
            <Confirm
              action={t("mailAside.discard")}
              consequence={t("mailAside.discardDetail")}
              isBusy={isBusy}
              onConfirm={() => void drop()}
            />
          </div>
        ) : (
          <p role="status">
            {t("mailAside.attended")}{" "}
            <Link to="/contacts/$screen/$contactId" params={{ screen: "inquiries", contactId }}>
              {t("mailAside.seeContact")}
            </Link>
          </p>
        )}
        <Raw label={t("mailAside.text")} text={mail.text} />
        {mail.attachments.length > 0 && (
          <>
            <h3>{t("mailAside.attachments")}</h3>
            <ul>
              {mail.attachments.map(({ name, size }, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two may have one name; none moves.
                <li key={index}>
                  <bdi>{name}</bdi>{" "}
                  <span className={styles.soft}>{sizeOf(size, i18n.language)}</span>
                </li>
              ))}
            </ul>
            <p className={styles.soft}>{t("mailAside.attachmentsDetail")}</p>
          </>
        )}
      </section>
    </>
  );
}
