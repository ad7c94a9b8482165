import { queryOptions } from "@tanstack/react-query";
import { answerOf, orders } from "@/shared/api/client";

/** The kinds of work there are; they change as often as a company does. */
export const orderTypes = queryOptions({
  queryKey: ["order-types"],
  queryFn: ({ signal }) => answerOf(orders.GET("/api/v1/order-types", { signal })),
  staleTime: 5 * 60_000,
});
