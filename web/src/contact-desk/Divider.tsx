import type { KeyboardEvent, PointerEvent } from "react";
import { useTranslation } from "react-i18next";
import { change, LIST_WIDTH, listWidthOf, settings } from "@/shared/settings";
import { useStore } from "@/shared/store";
import styles from "./ContactDesk.module.css";

/** Between a list and what is open of it: dragged, or moved by arrows; two clicks put it back. */
export function Divider() {
  const { t } = useTranslation();
  const { listWidth } = useStore(settings);
  const widen = (asked: number) => change({ listWidth: listWidthOf(asked) });
  const onKeyDown = (event: KeyboardEvent) => {
    const { least, most } = LIST_WIDTH;
    const asked = { ArrowLeft: listWidth - 1, ArrowRight: listWidth + 1, Home: least, End: most }[
      event.key
    ];
    if (asked === undefined) return;
    event.preventDefault();
    widen(asked);
  };
  const onPointerMove = ({ currentTarget, pointerId, clientX }: PointerEvent<HTMLElement>) => {
    if (!currentTarget.hasPointerCapture(pointerId)) return;
    const start = currentTarget.parentElement?.getBoundingClientRect().left ?? 0;
    widen((clientX - start) / remInPixels());
  };
  return (
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={t("views.listWidth")}
      aria-valuenow={listWidth}
      aria-valuemin={LIST_WIDTH.least}
      aria-valuemax={LIST_WIDTH.most}
      tabIndex={0}
      className={styles.divider}
      title={t("views.listWidth")}
      onKeyDown={onKeyDown}
      onDoubleClick={() => widen(LIST_WIDTH.usual)}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={onPointerMove}
    />
  );
}

function remInPixels(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}
