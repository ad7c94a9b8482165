import { createColumnHelper, FlexRender, useTable } from "@tanstack/react-table";
import type { VirtualItem } from "@tanstack/react-virtual";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Focus } from "./ContactDesk";
import styles from "./ContactList.module.css";
import { ContactRow } from "./ContactRow";
import { Cell } from "./cells";
import type { Commands } from "./commands";
import type { Contact } from "./contact";
import { Here } from "./Here";
import { RowActions } from "./RowActions";
import { columnsOf, type ScreenName } from "./screens";
import { features } from "./table-features";

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
              <>
                <Here id={row.id} />
                <RowActions contact={row.original} commands={commands} onOpen={onOpen} />
              </>
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
          return (
            <ContactRow
              key={row.id}
              row={row}
              columns={columns}
              screen={screen}
              isCards={isCards}
              index={item.index}
              start={item.start}
              height={props.rowHeight}
              isGone={props.gone.has(row.id)}
              isOpen={props.openId === row.id}
              isCurrent={props.cursorId === row.id}
              onOpen={onOpen}
              onCursor={props.onCursor}
            />
          );
        })}
      </div>
    </div>
  );
}
