import { useTranslation } from "react-i18next";
import { Empty } from "@/shared/ui/Notice";
import { Table } from "@/shared/ui/Table";
import { InUse } from "../../parts/InUse";
import { NameCell } from "../../parts/NameCell";
import styles from "../../parts/parts.module.css";
import { useNamesOfAreas } from "../../parts/useNamesOfAreas";
import { ReasonOrder } from "./ReasonOrder";
import type { Reason } from "./reason";
import { useSayings } from "./useSayings";

interface Props {
  shown: readonly Reason[];
  all: readonly Reason[];
  openCode: string | null;
}

/** Each general reason before its own, which stand further in. */
export function ReasonTable({ shown, all, openCode }: Props) {
  const { t } = useTranslation();
  const { sortOf, channelsOf } = useSayings();
  const areasOf = useNamesOfAreas();
  if (shown.length === 0) {
    return <Empty title={t("setup.reasons.none")} detail={t("setup.reasons.noneDetail")} />;
  }
  const head = [
    t("setup.reasons.reason"),
    t("setup.reasons.nature"),
    t("setup.channels"),
    t("administration.areas"),
    t("administration.state"),
    t("setup.order"),
  ];
  return (
    <Table label={t("administration.sections.reasons")} head={head}>
      {shown.map((each) => (
        <tr
          key={each.code}
          data-chosen={openCode === each.code || undefined}
          data-depth={each.depth}
          className={styles.branch}
        >
          <NameCell section="reasons" item={each.code} name={each.label} small={each.code} />
          <td>{sortOf(each)}</td>
          <td>{channelsOf(each.channels)}</td>
          <td>{areasOf(each.areas) || t("setup.all")}</td>
          <td>
            <InUse isActive={each.active} />
          </td>
          <td>
            <ReasonOrder reason={each} shown={shown} all={all} />
          </td>
        </tr>
      ))}
    </Table>
  );
}
