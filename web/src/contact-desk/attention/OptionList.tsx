import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import styles from "./Attention.module.css";
import type { Option } from "./options";

interface Choosing {
  listId: string;
  at: number;
  activeId: string | undefined;
  onKeyDown: (event: KeyboardEvent) => void;
}

/** The arrows move, Enter chooses, Escape ends it; all while the text keeps the focus. */
export function useChoosing(
  options: readonly Option[],
  isOpen: boolean,
  onChoose: (option: Option) => void,
  onClose: () => void,
): Choosing {
  const listId = useId();
  const [place, setPlace] = useState(0);
  const at = Math.min(place, Math.max(0, options.length - 1));
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isOpen) return;
    const chosen = options[at];
    if (event.key === "ArrowDown") setPlace(Math.min(at + 1, options.length - 1));
    else if (event.key === "ArrowUp") setPlace(Math.max(at - 1, 0));
    else if (event.key === "Escape") onClose();
    else if (event.key === "Enter" && chosen && !event.ctrlKey && !event.metaKey) onChoose(chosen);
    else {
      if (event.key.length === 1 || event.key === "Backspace") setPlace(0);
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
  const isThere = isOpen && options.length > 0;
  return { listId, at, activeId: isThere ? `${listId}-${at}` : undefined, onKeyDown };
}

interface Props {
  label: string;
  options: readonly Option[];
  choosing: Choosing;
  onChoose: (option: Option) => void;
}

/** What can be chosen; a click does it without taking the focus from the text. */
export function OptionList({ label, options, choosing, onChoose }: Props) {
  const list = useRef<HTMLDivElement>(null);
  const { listId, at } = choosing;
  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: "nearest" });
  }, [at]);
  return (
    <div ref={list} id={listId} role="listbox" aria-label={label} className={styles.options}>
      {options.map((option, index) => (
        <div
          key={option.value}
          id={`${listId}-${index}`}
          role="option"
          aria-selected={index === at}
          onPointerDown={(event) => {
            event.preventDefault();
            onChoose(option);
          }}
        >
          <bdi>{option.label}</bdi>
          {option.detail && <bdi className={styles.soft}>{option.detail}</bdi>}
        </div>
      ))}
    </div>
  );
}
