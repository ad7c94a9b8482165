import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answerOf, intake } from "@/shared/api/client";
import { CatalogueFilter } from "./CatalogueFilter";

interface Props {
  reason: string;
  onReason: (reason: string) => void;
}

/** One reason of the tree. */
export function ReasonFilter({ reason, onReason }: Props) {
  const { t } = useTranslation();
  const query = useQuery({
    queryKey: ["reasons", "all"],
    queryFn: ({ signal }) => answerOf(intake.GET("/api/v1/contacts/reasons", { signal })),
  });
  const options = (query.data?.items ?? []).map(({ code, label, depth = 0 }) => ({
    value: code,
    label: `${"\u00a0\u00a0".repeat(depth)}${label}`,
  }));
  return (
    <CatalogueFilter
      name={t("columns.reason")}
      failed={t("views.reasonsFailed")}
      query={query}
      options={options}
      chosen={reason}
      onChoose={onReason}
    />
  );
}
