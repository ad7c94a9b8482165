import { useQuery } from "@tanstack/react-query";
import { answerOf, directory } from "./api/client";

/** The company's areas, those that are no longer used among them. */
export function useAreas() {
  return useQuery({
    queryKey: ["areas"],
    queryFn: ({ signal }) => answerOf(directory.GET("/api/v1/areas", { signal })),
  });
}
