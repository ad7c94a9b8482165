import { useQuery } from "@tanstack/react-query";
import { answerOf, intake } from "@/shared/api/client";
import { SCHEDULES } from "./schedule";

/** Weekly hours and the days that are different, as they are set. */
export function useSchedules() {
  return useQuery({
    queryKey: SCHEDULES,
    queryFn: ({ signal }) => answerOf(intake.GET("/api/v1/contacts/schedules", { signal })),
  });
}
