import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { answerOf, directory } from "./api/client";
import { tellTimesIn } from "./times";

/** What this installation is: the company's clock, its help, its version. Unknown until it is
 * told; nothing waits for it. */
export function useAbout() {
  const { data } = useQuery({
    queryKey: ["about"],
    queryFn: ({ signal }) => answerOf(directory.GET("/api/v1/about", { signal })),
    meta: { isForAnybody: true },
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data;
}

/** From when the company's clock is known, times are told by it. */
export function CompanyClock(): null {
  const zone = useAbout()?.time_zone;
  useEffect(() => {
    if (zone) tellTimesIn(zone);
  }, [zone]);
  return null;
}
