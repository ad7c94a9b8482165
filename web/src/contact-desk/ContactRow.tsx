import { FlexRender } from "@tanstack/react-table";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { ContactCard } from "./ContactCard";
import type { Focus } from "./ContactDesk";
import styles from "./ContactList.module.css";
import { Flash } from "./Flash";
import type { ScreenName } from "./screens";
import type { TableRow } from "./table-features";

interface CellsProps {
  row: TableRow;
  /** Other ones show the same contact otherwise. */
  columns: unknown;
  screen: ScreenName;
  isCards: boolean;
}

interface Props extends CellsProps {
  index: number;
  start: number;
  height: number;
  isGone: boolean;
  isOpen: boolean;
  /** The one row that the keyboard comes to. */
  isCurrent: boolean;
  onOpen: (id: string, focus?: Focus) => void;
  onCursor: (id: string) => void;
}

/** One contact in the list. Of twenty changes a second each draws its own row and no other, and a row
 * that only moves is moved. */
export const ContactRow = memo(
  function ContactRow({ onOpen, onCursor, ...props }: Props) {
    const { t } = useTranslation();
    const { id } = props.row;
    return (
      // biome-ignore lint/a11y/useKeyWithClickEvents: Enter opens the row that has the focus.
      <div
        role="row"
        className={styles.row}
        data-contact={id}
        data-gone={props.isGone || undefined}
        data-chosen={props.isOpen || undefined}
        aria-selected={props.isOpen}
        aria-rowindex={props.index + 2}
        tabIndex={props.isCurrent ? 0 : -1}
        title={props.isGone ? t("list.left") : undefined}
        style={{ height: props.height, transform: `translateY(${props.start}px)` }}
        onFocus={() => onCursor(id)}
        onClick={() => onOpen(id)}
      >
        <Cells
          row={props.row}
          columns={props.columns}
          screen={props.screen}
          isCards={props.isCards}
        />
      </div>
    );
  },
  (before, now) => isSameCells(before, now) && PLACE.every((each) => before[each] === now[each]),
);

const PLACE = [
  "index",
  "start",
  "height",
  "isGone",
  "isOpen",
  "isCurrent",
  "onOpen",
  "onCursor",
] as const;

const Cells = memo(function Cells({ row, screen, isCards }: CellsProps) {
  return (
    <>
      <Flash of={row.original} />
      {isCards ? (
        <span role="gridcell" className={styles.card}>
          <ContactCard contact={row.original} screen={screen} />
        </span>
      ) : (
        row.getAllCells().map((cell) => (
          <span role="gridcell" key={cell.id} data-column={cell.column.id}>
            <FlexRender cell={cell} />
          </span>
        ))
      )}
    </>
  );
}, isSameCells);

/** The table makes its rows anew with every change; the contacts in them stay the same ones. */
function isSameCells(before: CellsProps, now: CellsProps): boolean {
  return (
    before.row.original === now.row.original &&
    before.columns === now.columns &&
    before.screen === now.screen &&
    before.isCards === now.isCards
  );
}
