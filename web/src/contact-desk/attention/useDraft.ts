import { useMemo, useState } from "react";
import { Drafts } from "@/shared/drafts";
import { useAccount } from "@/sign-in/session";

export interface UsedDraft {
  text: string;
  /** Null: nothing to keep yet. */
  savedAt: number | null;
  /** It could not be kept: whoever types should know. */
  isLost: boolean;
  write: (text: string) => void;
  forget: () => void;
}

/** A text that is kept with every letter: whatever ends this page, it is here again. */
export function useDraft(what: string): UsedDraft {
  const { account_id: accountId } = useAccount();
  const drafts = useMemo(() => new Drafts(localStorage, accountId), [accountId]);
  const [kept, setKept] = useState(() => {
    const draft = drafts.read(what);
    return { text: draft?.text ?? "", savedAt: draft?.savedAt ?? null, isLost: false };
  });
  const write = (text: string) => {
    const isSafe = drafts.write(what, text);
    setKept({ text, savedAt: isSafe && text.trim() ? Date.now() : null, isLost: !isSafe });
  };
  const forget = () => {
    drafts.forget(what);
    setKept({ text: "", savedAt: null, isLost: false });
  };
  return { ...kept, write, forget };
}
