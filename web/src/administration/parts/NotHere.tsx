import { useTranslation } from "react-i18next";
import { Empty, Loading } from "@/shared/ui/Notice";

/** What the address names is not in the list; what was just added may come with the next answer. */
export function NotHere({ query }: { query: { data: unknown; isFetching: boolean } }) {
  const { t } = useTranslation();
  if (query.isFetching) return <Loading />;
  if (query.data === undefined) return null;
  return <Empty title={t("problem.missing")} detail={t("setup.missing")} />;
}
