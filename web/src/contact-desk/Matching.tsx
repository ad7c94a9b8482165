import { useQuery } from "@tanstack/react-query";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { answerOf, intake } from "@/shared/api/client";
import { type Filters, isFiltered, queryOf, STATES } from "./filters";
import type { ScreenName } from "./screens";

const EVERY = 10_000;

interface Props {
  screen: ScreenName;
  filters: Filters;
}

/** How many there are of what the filters let through, in each state; by the list's own question. */
export const Matching = memo(function Matching({ screen, filters }: Props) {
  const { t } = useTranslation();
  const query = queryOf(screen, filters);
  const { data } = useQuery({
    queryKey: ["contacts", "count", query],
    queryFn: ({ signal }) =>
      answerOf(intake.GET("/api/v1/contacts/count", { params: { query }, signal })),
    enabled: isFiltered(filters),
    refetchInterval: EVERY,
  });
  if (!data || !isFiltered(filters)) return null;
  const counted = STATES.map((state) => {
    const count = data.states[state] ?? 0;
    return `${t(`states.${state}`)} ${count}${count >= data.highest ? "+" : ""}`;
  });
  return <> · {t("views.matching", { counted: counted.join(", ") })}</>;
});
