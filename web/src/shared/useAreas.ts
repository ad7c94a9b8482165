import { useQuery } from "@tanstack/react-query";
import { answerOf, directory } from "./api/client";

/** The company's areas, those that are no longer used among them. */
export function useAreas() {
  return useQuery({
    queryKey: ["areas"],
    queryFn: ({ signal }) => answerOf(directory.GET("/api/v1/areas", { signal })),
  });
}

/** An area by its name, for people; one that nobody knows by its code. */
export function useNameOfArea(): (code: string) => string {
  const { data } = useAreas();
  return (code) => data?.find((each) => each.code === code)?.name ?? code;
}
