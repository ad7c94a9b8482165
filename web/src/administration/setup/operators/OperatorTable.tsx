import { useTranslation } from "react-i18next";
import { Empty } from "@/shared/ui/Notice";
import { Table } from "@/shared/ui/Table";
import { useQueueNames } from "@/shared/useQueueNames";
import { Mark } from "../../parts/Mark";
import { NameCell } from "../../parts/NameCell";
import type { Colleague } from "./operator";

const MARKS = { on: "yes", away: "warn", off: "no" } as const;

export function OperatorTable(props: { all: readonly Colleague[]; openId: string | null }) {
  const { t } = useTranslation();
  const namesOf = useQueueNames();
  if (props.all.length === 0) {
    return <Empty title={t("setup.operators.none")} detail={t("setup.operators.noneDetail")} />;
  }
  const head = (["operator", "duty", "capacity", "queues"] as const).map((name) =>
    t(`setup.operators.${name}`),
  );
  return (
    <Table label={t("administration.sections.operators")} head={head}>
      {props.all.map(({ account_id, name, duty, skills, queues, holding, capacity }) => (
        <tr key={account_id} data-chosen={props.openId === account_id || undefined}>
          <NameCell section="operators" item={account_id} name={name} small={skills.join(", ")} />
          <td>
            <Mark is={MARKS[duty.state]}>{duty.label}</Mark>
          </td>
          <td>{t("setup.operators.busy", { holding, capacity })}</td>
          <td>{namesOf(queues) || t("setup.all")}</td>
        </tr>
      ))}
    </Table>
  );
}
