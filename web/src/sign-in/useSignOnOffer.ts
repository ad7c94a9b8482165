import { useQuery } from "@tanstack/react-query";
import { answerOf, directory } from "@/shared/api/client";

interface SignOnOffer {
  /** The provider at which people may sign in; null where there is none, or nobody knows yet. */
  offer: { name: string } | null;
  /** Whether there is one could not be found out. */
  isUnknown: boolean;
  askAgain: () => void;
}

export function useSignOnOffer(): SignOnOffer {
  const { data, isError, refetch } = useQuery({
    queryKey: ["single-sign-on"],
    queryFn: ({ signal }) => answerOf(directory.GET("/api/v1/session/single-sign-on", { signal })),
    meta: { isForAnybody: true },
    staleTime: Number.POSITIVE_INFINITY,
  });
  return {
    offer: data?.enabled ? { name: data.name || "OpenID" } : null,
    isUnknown: isError && data === undefined,
    askAgain: () => void refetch(),
  };
}
