import { useMemo, useState } from "react";
import { Drafts } from "@/shared/drafts";
import { useAccount } from "@/sign-in/session";

export interface KeptText {
  text: string;
  /** Whether it would be found again after a reload. */
  isSafe: boolean;
  write: (text: string) => void;
}

/** A text that this machine keeps with every letter, until it is sent or emptied. */
export function useKeptText(name: string): KeptText {
  const { account_id: accountId } = useAccount();
  const drafts = useMemo(() => new Drafts(localStorage, accountId), [accountId]);
  const [now, setNow] = useState(() => ({ text: drafts.read(name)?.text ?? "", isSafe: true }));
  const write = (text: string) => setNow({ text, isSafe: drafts.write(name, text) });
  return { ...now, write };
}
