import { useDebouncedValue } from "@mantine/hooks";
import { useQueries } from "@tanstack/react-query";
import { useAccount } from "@/sign-in/session";
import { type Find, findIn, type Kind, sourcesFor } from "./finds";

const TYPED = 200;
const FRESH = 15_000;

/** What one kind of things answered, or why it did not. */
export interface Found {
  kind: Kind;
  finds: readonly Find[];
  /** Whether there is more than is shown. */
  hasMore: boolean;
  isLooking: boolean;
  error: unknown;
  again: () => void;
}

/** Asks each source for what was typed, once somebody has stopped typing. What an earlier text found
 * is not told: Enter must not open it. */
export function useFinds(typed: string): Found[] {
  const { permissions, account_id: accountId } = useAccount();
  const text = typed.trim();
  const [settled] = useDebouncedValue(text, TYPED);
  const sources = sourcesFor(text, permissions);
  const answers = useQueries({
    queries: sources.map((source) => ({
      queryKey: ["finds", accountId, source.kind, text],
      queryFn: ({ signal }: { signal: AbortSignal }) => findIn(source, text, signal),
      staleTime: FRESH,
      enabled: settled === text,
    })),
  });
  return sources.map(({ kind }, index) => {
    const answer = answers[index];
    return {
      kind,
      finds: answer?.data?.finds ?? [],
      hasMore: answer?.data?.hasMore ?? false,
      isLooking: answer?.isPending ?? true,
      error: answer?.error ?? null,
      again: () => void answer?.refetch(),
    };
  });
}
