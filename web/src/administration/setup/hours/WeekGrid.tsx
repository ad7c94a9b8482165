import { Button, TextInput } from "@mantine/core";
import { type KeyboardEvent, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Table } from "@/shared/ui/Table";
import styles from "../../parts/parts.module.css";
import { DayBar } from "./DayBar";
import { asMonday, DAYS, type Day, nameOfDay, spansOf, tidied, type Week } from "./hours";

interface Props {
  week: Week;
  onChange: (part: Partial<Week>) => void;
}

/** A row for each day: its hours, written in any way, and how they were understood, as a drawing.
 * Up and down lead from day to day. */
export function WeekGrid({ week, onChange }: Props) {
  const { t, i18n } = useTranslation();
  const rows = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent, index: number) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    rows.current?.querySelectorAll("input")[index + step]?.focus();
  };
  const fieldOf = (day: Day, index: number) => {
    const name = nameOfDay(day, i18n.language);
    const text = week[day];
    return (
      <TextInput
        size="xs"
        aria-label={`${t("setup.hours.opens")}: ${name}`}
        placeholder={t("setup.hours.closed")}
        maxLength={200}
        autoComplete="off"
        value={text}
        error={spansOf(text) === null && t("setup.hours.wrong", { text })}
        onChange={(event) => onChange({ [day]: event.currentTarget.value })}
        onBlur={() => tidied(text) !== text && onChange({ [day]: tidied(text) })}
        onKeyDown={(event) => onKeyDown(event, index)}
      />
    );
  };
  const head = (["day", "opens", "bar"] as const).map((name) => t(`setup.hours.${name}`));
  return (
    <div className={styles.part} ref={rows}>
      <p className={styles.soft}>{t("setup.hours.weekHint")}</p>
      <Table label={t("setup.hours.week")} head={head}>
        {DAYS.map((day, index) => (
          <tr key={day}>
            <th scope="row">{nameOfDay(day, i18n.language)}</th>
            <td>{fieldOf(day, index)}</td>
            <td>
              <DayBar week={week} day={day} />
            </td>
          </tr>
        ))}
      </Table>
      <div className={styles.buttons}>
        <Button size="compact-xs" variant="default" onClick={() => onChange(asMonday(week))}>
          {t("setup.hours.toWorkdays")}
        </Button>
      </div>
    </div>
  );
}
