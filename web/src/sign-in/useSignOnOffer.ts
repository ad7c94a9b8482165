import { useQuery } from "@tanstack/react-query";
import { answerOf, directory } from "@/shared/api/client";

/** The provider at which people may sign in; null where there is none, or nobody knows yet. */
export function useSignOnOffer(): { name: string } | null {
  const { data } = useQuery({
    queryKey: ["single-sign-on"],
    queryFn: ({ signal }) => answerOf(directory.GET("/api/v1/session/single-sign-on", { signal })),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data?.enabled ? { name: data.name || "OpenID" } : null;
}
