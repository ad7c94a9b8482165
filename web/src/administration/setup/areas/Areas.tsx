import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Empty } from "@/shared/ui/Notice";
import { Table } from "@/shared/ui/Table";
import { useAreas } from "@/shared/useAreas";
import { Asked } from "../../parts/Asked";
import { InUse } from "../../parts/InUse";
import { NameCell } from "../../parts/NameCell";
import { NotHere } from "../../parts/NotHere";
import { Section, useItem } from "../../parts/Section";
import { AreaItem } from "./AreaItem";
import type { Area } from "./area";
import { NewArea } from "./NewArea";

const NEW = "new";

/** The teams of the company, those that take nobody new any more among them. */
export function Areas() {
  const { t } = useTranslation();
  const { item, open } = useItem("areas");
  const query = useAreas();
  const area = query.data?.find((each) => each.code === item);
  return (
    <Section
      title={t("administration.sections.areas")}
      tools={
        <Button size="xs" onClick={() => open(NEW)}>
          {t("setup.areas.add")}
        </Button>
      }
      list={<Asked query={query}>{(areas) => <AreaTable areas={areas} openCode={item} />}</Asked>}
      itemKey={item}
      item={
        item === NEW ? (
          <NewArea taken={(query.data ?? []).map(({ code }) => code)} onDone={open} />
        ) : area ? (
          <AreaItem area={area} onBack={() => open(null)} />
        ) : (
          <NotHere query={query} />
        )
      }
    />
  );
}

function AreaTable({ areas, openCode }: { areas: readonly Area[]; openCode: string | null }) {
  const { t } = useTranslation();
  if (areas.length === 0) {
    return <Empty title={t("setup.areas.none")} detail={t("setup.areas.noneDetail")} />;
  }
  return (
    <Table
      label={t("administration.sections.areas")}
      head={[t("administration.name"), t("administration.state")]}
    >
      {areas.map(({ code, name, active }) => (
        <tr key={code} data-chosen={openCode === code || undefined}>
          <NameCell section="areas" item={code} name={name} small={code} />
          <td>
            <InUse isActive={active} />
          </td>
        </tr>
      ))}
    </Table>
  );
}
