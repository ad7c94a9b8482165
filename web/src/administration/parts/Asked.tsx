import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Failed, Loading } from "@/shared/ui/Notice";

/** What was asked for, once it is there; what is known stays on the screen when asking again fails. */
export function Asked<T>(props: { query: UseQueryResult<T>; children: (found: T) => ReactNode }) {
  const { data, error, refetch } = props.query;
  if (data !== undefined) return props.children(data);
  return error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading />;
}
