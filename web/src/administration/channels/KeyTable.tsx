import { useTranslation } from "react-i18next";
import { Table } from "@/shared/ui/Table";
import { When } from "@/shared/ui/Times";
import { Until } from "../parts/Until";
import type { ChannelSystem } from "./channel";

/** The keys that hold, or the secrets, and until when. */
export function KeyTable({ label, keys }: { label: string; keys: ChannelSystem["keys"] }) {
  const { t } = useTranslation();
  return (
    <Table label={label} head={[t("administration.keys.made"), t("administration.keys.until")]}>
      {keys.map(({ id, created_at, expires_at }) => (
        <tr key={id}>
          <td>
            <When at={created_at} />
          </td>
          <td>{expires_at ? <Until at={expires_at} /> : t("administration.keys.forever")}</td>
        </tr>
      ))}
    </Table>
  );
}
