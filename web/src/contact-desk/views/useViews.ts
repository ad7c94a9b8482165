import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answerOf, idempotencyKey, intake } from "@/shared/api/client";
import type { components } from "@/shared/api/generated/intake";
import { explainRefusal } from "@/shared/api/refusals";
import { refuse, tell } from "@/shared/ui/messages";
import { type Filters, queryOf } from "../filters";
import type { ScreenName } from "../screens";

export type View = components["schemas"]["ViewShown"];
type NewView = components["schemas"]["NewView"];

const KEY = ["contacts", "views"];

/** What a view can keep: whom somebody searched for is not for keeping. */
export function keepable(screen: ScreenName, { q, ...filters }: Filters): NewView["filters"] {
  return queryOf(screen, filters) as NewView["filters"];
}

/** One's own views and the shared ones, and what can be done to them; each says whether it was. */
export function useViews(isWanted: boolean) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => answerOf(intake.GET("/api/v1/contacts/views", { signal })),
    enabled: isWanted,
  });
  const run = async (work: () => Promise<unknown>): Promise<boolean> => {
    try {
      await work();
      return true;
    } catch (problem) {
      refuse(explainRefusal(problem, t));
      return false;
    } finally {
      void queries.invalidateQueries({ queryKey: KEY });
    }
  };
  const keep = (view: NewView) =>
    run(() =>
      answerOf(
        intake.POST("/api/v1/contacts/views", {
          params: { header: idempotencyKey() },
          body: view,
        }),
      ),
    );
  const replace = ({ id, name, version }: View, filters: NewView["filters"]) =>
    run(() => {
      const params = { path: { view_id: id }, header: { "If-Match": `"${version}"` } };
      const body = { name, filters };
      return answerOf(intake.PUT("/api/v1/contacts/views/{view_id}", { params, body }));
    });
  const drop = async (view: View) => {
    const params = { path: { view_id: view.id } };
    const isDone = await run(() =>
      answerOf(intake.DELETE("/api/v1/contacts/views/{view_id}", { params })),
    );
    const { name, shared } = view;
    const filters = view.filters as NewView["filters"];
    if (isDone) tell(t("views.dropped", { name }), () => void keep({ name, shared, filters }));
  };
  return { views: data, error, refetch, keep, replace, drop };
}
