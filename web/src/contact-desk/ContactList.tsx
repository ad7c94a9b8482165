import { useMediaQuery } from "@mantine/hooks";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useShortcuts } from "@/shared/keyboard/shortcuts";
import { settings } from "@/shared/settings";
import { useStore } from "@/shared/store";
import { Fresh } from "@/shared/ui/Fresh";
import { Failed, Loading } from "@/shared/ui/Notice";
import { useIsPrinted } from "@/shared/ui/useIsPrinted";
import type { Focus } from "./ContactDesk";
import styles from "./ContactList.module.css";
import { ContactTable } from "./ContactTable";
import { useCommands } from "./commands";
import { actionsOf, type Contact, stepToEnd } from "./contact";
import { FilterBar } from "./FilterBar";
import type { Filters } from "./filters";
import { Matching } from "./Matching";
import { NothingHere } from "./NothingHere";
import type { ScreenName } from "./screens";
import { useContacts } from "./useContacts";

const HEIGHTS = { compact: { table: 36, cards: 58 }, comfortable: { table: 44, cards: 68 } };
const AHEAD = 20;
const MOST_PRINTED = 1_000;

interface Props {
  screen: ScreenName;
  filters: Filters;
  openId: string | null;
  onOpen: (id: string, focus?: Focus) => void;
  onClose: () => void;
}

export function ContactList({ screen, filters, openId, onOpen, onClose }: Props) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const pointerIsHere = useRef(false);
  const [cursorId, setCursorId] = useState<string | null>(openId);
  const isIdle = useCallback(() => {
    const box = scroller.current;
    const isAtTop = (box?.scrollTop ?? 0) === 0;
    const isFocused = box?.contains(document.activeElement) ?? false;
    return isAtTop && !pointerIsHere.current && !isFocused;
  }, []);
  const contacts = useContacts(screen, filters, isIdle);
  const { list, error } = contacts;
  const commands = useCommands();

  const isNarrow = useMediaQuery("(max-width: 900px)") ?? false;
  const isPrinted = useIsPrinted();
  const isCards = (isNarrow || openId !== null) && !isPrinted;
  const { density } = useStore(settings);
  const height = HEIGHTS[density][isCards ? "cards" : "table"];
  const ids = list?.shown ?? NONE;
  // Another function would have all rows measured anew.
  const getItemKey = useCallback((index: number) => ids[index] ?? index, [ids]);
  const virtual = useVirtualizer({
    count: ids.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    getItemKey,
    // On paper nobody can scroll.
    overscan: isPrinted ? MOST_PRINTED : 8,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows of another height are measured anew.
  useEffect(() => virtual.measure(), [height]);

  const items = virtual.getVirtualItems();
  const lastIndex = items.at(-1)?.index ?? 0;
  const { loadMore } = contacts;
  const isNearEnd =
    !isPrinted && list !== null && list.next !== null && lastIndex >= ids.length - AHEAD;
  useEffect(() => {
    if (isNearEnd) loadMore();
  }, [isNearEnd, loadMore]);

  const current = list?.rows.get(openId ?? cursorId ?? "") ?? null;
  const move = (by: number) => {
    if (!list || ids.length === 0) return;
    contacts.settle(cursorId ?? undefined);
    const from = ids.indexOf(openId ?? cursorId ?? "");
    const index = from === -1 ? 0 : Math.min(Math.max(from + by, 0), ids.length - 1);
    const id = ids[index];
    if (id === undefined) return;
    setCursorId(id);
    virtual.scrollToIndex(index);
    if (openId !== null) onOpen(id);
    else requestAnimationFrame(() => focusRow(scroller.current, id));
  };
  const when = (action: "take" | "return", run: (contact: Contact) => void) => () => {
    if (current && actionsOf(current).includes(action)) run(current);
  };
  useShortcuts({
    next: () => move(1),
    previous: () => move(-1),
    open: () => current && openId === null && onOpen(current.id),
    back: () => openId !== null && onClose(),
    take: when("take", (contact) => void commands.take(contact)),
    return: when("return", (contact) => void commands.giveBack(contact)),
    finish: () => {
      const step = current && stepToEnd(current);
      if (step) onOpen(current.id, step);
    },
    filters: () => document.getElementById("filter-words")?.focus(),
  });

  const { settle } = contacts;
  // Always the same one: cells that were made anew between press and release would lose the click.
  const openRow = useCallback(
    (id: string, focus?: Focus) => {
      settle(id);
      setCursorId(id);
      onOpen(id, focus);
    },
    [settle, onOpen],
  );
  const letIn = () => {
    contacts.letIn();
    scroller.current?.scrollTo({ top: 0 });
  };
  return (
    <section
      className={styles.list}
      aria-label={t(`screens.${screen}`)}
      data-cards={isCards || undefined}
    >
      <FilterBar screen={screen} filters={filters} isCompact={isCards} />
      <Fresh count={list?.waiting.length ?? 0} onShow={letIn} />
      {error !== null && list !== null && (
        <div className={styles.stale}>
          <Failed error={error} onRetry={contacts.retry} />
        </div>
      )}
      <div
        ref={scroller}
        className={styles.scroller}
        onPointerEnter={() => {
          pointerIsHere.current = true;
        }}
        onPointerLeave={() => {
          pointerIsHere.current = false;
        }}
      >
        {list === null &&
          (error === null ? <Loading /> : <Failed error={error} onRetry={contacts.retry} />)}
        {list !== null && ids.length === 0 && <NothingHere screen={screen} filters={filters} />}
        {list !== null && ids.length > 0 && (
          <ContactTable
            screen={screen}
            isCards={isCards}
            ids={ids}
            rows={list.rows}
            gone={list.gone}
            isWhole={list.next === null}
            items={items}
            totalHeight={virtual.getTotalSize()}
            rowHeight={height}
            cursorId={openId ?? cursorId ?? ids[0] ?? null}
            openId={openId}
            commands={commands}
            onOpen={openRow}
            onCursor={setCursorId}
          />
        )}
      </div>
      <p className={styles.foot} aria-live="off">
        {list !== null && t("list.loaded", { count: ids.length })}
        {contacts.isLoadingMore && ` · ${t("list.loadingMore")}`}
        {list !== null && list.next === null && ids.length > 0 && ` · ${t("list.end")}`}
        <Matching screen={screen} filters={filters} />
      </p>
    </section>
  );
}

const NONE: readonly string[] = [];

function focusRow(scroller: HTMLElement | null, id: string): void {
  scroller?.querySelector<HTMLElement>(`[data-contact="${CSS.escape(id)}"]`)?.focus();
}
