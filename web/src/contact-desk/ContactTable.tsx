import { createColumnHelper, FlexRender, tableFeatures, useTable } from "@tanstack/react-table";
import type { VirtualItem } from "@tanstack/react-virtual";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { ContactCard } from "./ContactCard";
import type { Focus } from "./ContactDesk";
import styles from "./ContactList.module.css";
import { Cell } from "./cells";
import type { Commands } from "./commands";
import type { Contact } from "./contact";
import { RowActions } from "./RowActions";
import { columnsOf, type ScreenName } from "./screens";

const features = tableFeatures({});
const helper = createColumnHelper<typeof features, Contact>();

interface Props {
  screen: ScreenName;
  isCards: boolean;
  ids: readonly string[];
  rows: ReadonlyMap<string, Contact>;
  gone: ReadonlySet<string>;
  isWhole: boolean;
  items: VirtualItem[];
  totalHeight: number;
  rowHeight: number;
  cursorId: string | null;
  openId: string | null;
  commands: Commands;
  onOpen: (id: string, focus?: Focus) => void;
  onCursor: (id: string) => void;
}

/** The rows that can be seen, of however many there are. */
export function ContactTable(props: Props) {
  const { t } = useTranslation();
  const { screen, isCards, ids, rows, items, commands, onOpen } = props;
  const data = useMemo(
    () => items.flatMap(({ index }) => rows.get(ids[index] ?? "") ?? []),
    [items, ids, rows],
  );
  const columns = useMemo(
    () =>
      columnsOf(screen).map((column) =>
        helper.display({
          id: column,
          header: () => t(`columns.${column}`),
          cell: ({ row }) =>
            column === "actions" ? (
              <RowActions contact={row.original} commands={commands} onOpen={onOpen} />
            ) : (
              <Cell column={column} contact={row.original} />
            ),
        }),
      ),
    [screen, commands, onOpen, t],
  );
  const table = useTable({ features, columns, data, getRowId: (row) => row.id });
  const starts = new Map(items.map((item) => [ids[item.index], item]));
  return (
    <div
      role="grid"
      aria-label={t(`screens.${screen}`)}
      aria-rowcount={props.isWhole ? ids.length + 1 : -1}
      className={styles.grid}
      data-screen={screen}
    >
      {!isCards && (
        <div role="rowgroup" className={styles.head}>
          {table.getHeaderGroups().map((group) => (
            <div role="row" key={group.id} className={styles.row} aria-rowindex={1}>
              {group.headers.map((header) => (
                <span role="columnheader" key={header.id} data-column={header.id}>
                  <FlexRender header={header} />
                </span>
              ))}
            </div>
          ))}
        </div>
      )}
      <div role="rowgroup" className={styles.body} style={{ height: props.totalHeight }}>
        {table.getRowModel().rows.map((row) => {
          const item = starts.get(row.id);
          if (!item) return null;
          const contact = row.original;
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: Enter opens the row that has the focus.
            <div
              role="row"
              key={row.id}
              className={styles.row}
              data-contact={row.id}
              data-gone={props.gone.has(row.id) || undefined}
              data-chosen={props.openId === row.id || undefined}
              aria-selected={props.openId === row.id}
              aria-rowindex={item.index + 2}
              tabIndex={props.cursorId === row.id ? 0 : -1}
              title={props.gone.has(row.id) ? t("list.left") : undefined}
              style={{ height: props.rowHeight, transform: `translateY(${item.start}px)` }}
              onFocus={() => props.onCursor(row.id)}
              onClick={() => onOpen(row.id)}
            >
              {isCards ? (
                <span role="gridcell" className={styles.card}>
                  <ContactCard contact={contact} screen={screen} />
                </span>
              ) : (
                row.getAllCells().map((cell) => (
                  <span role="gridcell" key={cell.id} data-column={cell.column.id}>
                    <FlexRender cell={cell} />
                  </span>
                ))
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}
