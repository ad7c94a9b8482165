import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Empty } from "@/shared/ui/Notice";
import { Table } from "@/shared/ui/Table";
import { Asked } from "../../parts/Asked";
import { NameCell } from "../../parts/NameCell";
import { NotHere } from "../../parts/NotHere";
import { Section, useItem } from "../../parts/Section";
import { usePlaces } from "../../parts/usePlaces";
import { HoursNow } from "./HoursNow";
import { NewSchedule } from "./NewSchedule";
import { ScheduleItem } from "./ScheduleItem";
import type { Schedule } from "./schedule";
import { useSchedules } from "./useSchedules";

const NEW = "new";

/** When it is open, for each city, area and channel (I05). */
export function Hours() {
  const { t } = useTranslation();
  const { item, open } = useItem("hours");
  const query = useSchedules();
  const all = query.data?.schedules ?? [];
  const schedule = all.find((each) => each.code === item);
  return (
    <Section
      title={t("administration.sections.hours")}
      tools={
        <Button size="xs" onClick={() => open(NEW)}>
          {t("setup.hours.add")}
        </Button>
      }
      list={
        <Asked query={query}>
          {({ schedules }) => (
            <>
              <HoursNow />
              <ScheduleTable schedules={schedules} openCode={item} />
            </>
          )}
        </Asked>
      }
      itemKey={item}
      item={
        item === NEW ? (
          <NewSchedule taken={all.map(({ code }) => code)} onDone={open} />
        ) : schedule ? (
          <ScheduleItem schedule={schedule} onBack={() => open(null)} />
        ) : (
          <NotHere query={query} />
        )
      }
    />
  );
}

function ScheduleTable(props: { schedules: readonly Schedule[]; openCode: string | null }) {
  const { t } = useTranslation();
  const placesOf = usePlaces();
  if (props.schedules.length === 0) {
    return <Empty title={t("setup.hours.none")} detail={t("setup.hours.noneDetail")} />;
  }
  const head = [t("setup.hours.name"), t("setup.hours.holds")];
  return (
    <Table label={t("administration.sections.hours")} head={head}>
      {props.schedules.map((each) => (
        <tr key={each.code} data-chosen={props.openCode === each.code || undefined}>
          <NameCell section="hours" item={each.code} name={each.name} small={each.code} />
          <td>{placesOf(each) || t("setup.hours.everything")}</td>
        </tr>
      ))}
    </Table>
  );
}
