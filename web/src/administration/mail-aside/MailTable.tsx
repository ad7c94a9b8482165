import { useTranslation } from "react-i18next";
import { Empty } from "@/shared/ui/Notice";
import { Table } from "@/shared/ui/Table";
import { When } from "@/shared/ui/Times";
import { NameCell } from "../parts/NameCell";
import { type Mail, whyOf } from "./mails";

/** The newest first: what it is about, who sent it, and why nobody was bothered. */
export function MailTable({ all, openId }: { all: readonly Mail[]; openId: string | null }) {
  const { t } = useTranslation();
  if (all.length === 0) {
    return <Empty title={t("mailAside.none")} detail={t("mailAside.noneDetail")} />;
  }
  const head = (["subject", "why", "received"] as const).map((name) => t(`mailAside.${name}`));
  return (
    <Table label={t("administration.sections.mail-aside")} head={head}>
      {all.map((mail) => {
        const why = whyOf(mail);
        return (
          <tr key={mail.id} data-chosen={openId === mail.id || undefined}>
            <NameCell
              section="mail-aside"
              item={mail.id}
              name={mail.subject || t("mailAside.noSubject")}
              small={mail.sender_name ? `${mail.sender_name} · ${mail.sender}` : mail.sender}
            />
            <td>{why ? t(`mailAside.whys.${why}`) : mail.aside}</td>
            <td>
              <When at={mail.received_at} />
            </td>
          </tr>
        );
      })}
    </Table>
  );
}
