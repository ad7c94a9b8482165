import { type Dispatch, type SetStateAction, useEffect } from "react";

/** Ctrl+K opens and closes the command bar, also while somebody types: no text needs that key. */
export function useCommandKey(setOpen: Dispatch<SetStateAction<boolean>>): void {
  useEffect(() => {
    const act = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
      if (event.altKey || event.shiftKey) return;
      event.preventDefault();
      setOpen((isOpen) => !isOpen && document.querySelector("[role=dialog]") === null);
    };
    document.addEventListener("keydown", act);
    return () => document.removeEventListener("keydown", act);
  }, [setOpen]);
}
