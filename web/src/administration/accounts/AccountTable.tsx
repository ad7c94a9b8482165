import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Table } from "@/shared/ui/Table";
import { Mark } from "../parts/Mark";
import styles from "../parts/parts.module.css";
import { useNamesOfAreas } from "../parts/useNamesOfAreas";
import type { Account } from "./account";

export function AccountTable(props: { accounts: readonly Account[]; openId: string | null }) {
  const { t } = useTranslation();
  const areasOf = useNamesOfAreas();
  const head = (["name", "role", "areas", "state"] as const).map((name) =>
    t(`administration.${name}`),
  );
  return (
    <Table label={t("administration.sections.accounts")} head={head}>
      {props.accounts.map((each) => (
        <tr key={each.account_id} data-chosen={props.openId === each.account_id || undefined}>
          <th scope="row">
            <span className={styles.name}>
              <Link
                to="/administration/$section/$item"
                params={{ section: "accounts", item: each.account_id }}
                search={true}
              >
                <bdi>{each.name}</bdi>
              </Link>
              <small>{each.login}</small>
            </span>
          </th>
          <td>{t(`roles.${each.role as "operator"}`, { defaultValue: each.role })}</td>
          <td>{areasOf(each.areas)}</td>
          <td>
            <Mark is={each.active ? "yes" : "no"}>
              {t(each.active ? "administration.active" : "administration.suspended")}
            </Mark>
          </td>
        </tr>
      ))}
    </Table>
  );
}
