import { Button, Checkbox } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { dayOf } from "@/shared/times";
import { Empty } from "@/shared/ui/Notice";
import { Table } from "@/shared/ui/Table";
import { Asked } from "../../parts/Asked";
import { NameCell } from "../../parts/NameCell";
import { NotHere } from "../../parts/NotHere";
import { Section, useItem } from "../../parts/Section";
import { useSchedules } from "../hours/useSchedules";
import { HolidayItem } from "./HolidayItem";
import { type Holiday, shownOf } from "./holiday";
import { NewHoliday } from "./NewHoliday";

const NEW = "new";

/** Days that are not like their weekday, here or there. */
export function Holidays() {
  const { t } = useTranslation();
  const { item, open } = useItem("holidays");
  const [isPastToo, setPastToo] = useState(false);
  const query = useSchedules();
  const all = query.data?.holidays ?? [];
  const holiday = all.find((each) => each.code === item);
  const tools = (
    <>
      <Checkbox
        size="xs"
        label={t("setup.holidays.pastToo")}
        checked={isPastToo}
        onChange={(event) => setPastToo(event.currentTarget.checked)}
      />
      <Button size="xs" onClick={() => open(NEW)}>
        {t("setup.holidays.add")}
      </Button>
    </>
  );
  const shown = shownOf(all, dayOf(new Date()), isPastToo);
  return (
    <Section
      title={t("administration.sections.holidays")}
      tools={tools}
      list={<Asked query={query}>{() => <HolidayTable shown={shown} openCode={item} />}</Asked>}
      itemKey={item}
      item={
        item === NEW ? (
          <NewHoliday taken={all.map(({ code }) => code)} onDone={open} />
        ) : holiday ? (
          <HolidayItem holiday={holiday} onBack={() => open(null)} />
        ) : (
          <NotHere query={query} />
        )
      }
    />
  );
}

function HolidayTable(props: { shown: readonly Holiday[]; openCode: string | null }) {
  const { t, i18n } = useTranslation();
  if (props.shown.length === 0) {
    return <Empty title={t("setup.holidays.none")} detail={t("setup.holidays.noneDetail")} />;
  }
  const dated = (day: string) =>
    new Date(`${day}T12:00:00Z`).toLocaleDateString(i18n.language, {
      weekday: "short",
      day: "numeric",
      month: "long",
      year: "numeric",
      timeZone: "UTC",
    });
  const head = (["name", "hours", "where"] as const).map((name) => t(`setup.holidays.${name}`));
  return (
    <Table label={t("administration.sections.holidays")} head={head}>
      {props.shown.map(({ code, day, name, hours, cities }) => (
        <tr key={code} data-chosen={props.openCode === code || undefined}>
          <NameCell section="holidays" item={code} name={name} small={dated(day)} />
          <td>{hours.join(", ") || t("setup.hours.closed")}</td>
          <td>{cities.join(", ") || t("setup.holidays.everywhere")}</td>
        </tr>
      ))}
    </Table>
  );
}
