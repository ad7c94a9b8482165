import { useQuery } from "@tanstack/react-query";
import { answerOf, directory } from "@/shared/api/client";
import { useMay } from "@/sign-in/session";

/** Cities where customers have services: to be suggested; none while they are not known. */
export function useCities() {
  const mayRead = useMay("customers.read");
  const query = useQuery({
    queryKey: ["cities"],
    queryFn: ({ signal }) => answerOf(directory.GET("/api/v1/catalogues/cities", { signal })),
    enabled: mayRead,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return { cities: query.data?.items ?? [], query };
}
