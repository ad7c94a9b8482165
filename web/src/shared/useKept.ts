import { useCallback, useEffect, useMemo, useState } from "react";
import { useAccount } from "@/sign-in/session";
import { Drafts } from "./drafts";

export type Values = Readonly<Record<string, string>>;

const NOTHING: Values = {};

/** What whoever sits here began to write, on this machine. */
export function useOwnDrafts(): Drafts {
  const { account_id: accountId } = useAccount();
  return useMemo(() => new Drafts(localStorage, accountId), [accountId]);
}

/** What is typed into a small form: kept on this machine with every letter, until it was sent. */
export function useKept(what: string) {
  const drafts = useOwnDrafts();
  const begun = () => ({ what, values: parse(drafts.read(what)?.text) });
  const [kept, setKept] = useState(begun);
  // Whoever is shown another thing in the same place reads what was begun for that one, and takes
  // nothing along: it would be sent there.
  if (kept.what !== what) setKept(begun());
  const write = useCallback(
    (next: Values) => {
      setKept({ what, values: next });
      const isBlank = Object.values(next).every((each) => each.trim() === "");
      if (isBlank) drafts.forget(what);
      else drafts.write(what, JSON.stringify(next));
    },
    [drafts, what],
  );
  const forget = useCallback(() => write(NOTHING), [write]);
  return { values: kept.values, write, forget };
}

/** One text of a row in a list, which keeps the row while it is being written. */
export function useKeptText(what: string, name: string, onWriting?: (isWriting: boolean) => void) {
  const { values, write, forget } = useKept(what);
  const text = values[name] ?? "";
  // What was begun before the page was loaded is being written, too.
  // biome-ignore lint/correctness/useExhaustiveDependencies: said once; then by every letter.
  useEffect(() => {
    if (text !== "") onWriting?.(true);
  }, []);
  return {
    text,
    write: (next: string) => {
      write({ [name]: next });
      onWriting?.(next !== "");
    },
    forget,
  };
}

/** What can still be understood of it. */
function parse(text: string | undefined): Values {
  try {
    const found: unknown = JSON.parse(text ?? "{}");
    const isFilled = typeof found === "object" && found !== null;
    const kept = isFilled ? Object.entries(found) : [];
    return Object.fromEntries(kept.filter(([, value]) => typeof value === "string"));
  } catch {
    return NOTHING;
  }
}
