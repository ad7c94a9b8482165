import { type DragEvent, useEffect, useMemo, useState } from "react";
import { useStore } from "@/shared/store";
import { useAccount } from "@/sign-in/session";
import type { Chosen } from "./chosen";
import { chosenFiles, openFiles } from "./store";

/** Files that are to go with the next reply in this contact. */
export function useFiles(contactId: string): readonly Chosen[] {
  const { account_id: accountId } = useAccount();
  useEffect(() => openFiles(accountId, contactId), [accountId, contactId]);
  const all = useStore(chosenFiles);
  return useMemo(() => all.filter((each) => each.contactId === contactId), [all, contactId]);
}

/** A file that is let fall beside its place must not take the place of the page. */
export function useNoOpening(): void {
  useEffect(() => {
    const refuse = (event: globalThis.DragEvent) => {
      if (event.defaultPrevented || !hasFiles(event.dataTransfer)) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = "none";
    };
    window.addEventListener("dragover", refuse);
    window.addEventListener("drop", refuse);
    return () => {
      window.removeEventListener("dragover", refuse);
      window.removeEventListener("drop", refuse);
    };
  }, []);
}

/** Files that are let fall on a part, which shows that it takes them. */
export function useDropping(isAllowed: boolean, onFiles: (files: File[]) => void) {
  const [isOver, setOver] = useState(false);
  const isWelcome = (event: DragEvent) => isAllowed && hasFiles(event.dataTransfer);
  return {
    "data-over": isOver || undefined,
    onDragOver: (event: DragEvent) => {
      if (!isWelcome(event)) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: (event: DragEvent) => {
      if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
    },
    onDrop: (event: DragEvent) => {
      setOver(false);
      if (!isWelcome(event)) return;
      event.preventDefault();
      onFiles([...event.dataTransfer.files]);
    },
  };
}

/** Files of a clipboard; what has a text besides is text, as what tables and letters copy. */
export function pastedFiles(data: DataTransfer): File[] {
  return data.types.includes("text/plain") ? [] : [...data.files];
}

function hasFiles(data: DataTransfer | null): boolean {
  return data?.types.includes("Files") ?? false;
}
