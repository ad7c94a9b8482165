import { type Dispatch, type SetStateAction, useEffect } from "react";
import { isPressed } from "@/shared/keyboard/keys";

/** Ctrl+K opens and closes the command bar, also while somebody types: no text needs that key. */
export function useCommandKey(setOpen: Dispatch<SetStateAction<boolean>>): void {
  useEffect(() => {
    const act = (event: KeyboardEvent) => {
      if (!isPressed("commandBar", event)) return;
      event.preventDefault();
      setOpen((isOpen) => !isOpen && document.querySelector("[role=dialog]") === null);
    };
    document.addEventListener("keydown", act);
    return () => document.removeEventListener("keydown", act);
  }, [setOpen]);
}
