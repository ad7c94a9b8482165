import { Button } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Empty } from "@/shared/ui/Notice";
import { type Filters, isFiltered } from "./filters";
import type { ScreenName } from "./screens";

/** Why there is nothing, and what would fill it; a filter that hides all offers to go. */
export function NothingHere({ screen, filters }: { screen: ScreenName; filters: Filters }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  if (!isFiltered(filters)) {
    return <Empty title={t(`empty.${screen}`)} detail={t(`empty.${screen}Detail`)} />;
  }
  const clear = () =>
    void navigate({ to: "/contacts/$screen", params: { screen }, search: {} as Filters });
  return (
    <Empty title={t("empty.filtered")}>
      <Button variant="default" size="xs" onClick={clear}>
        {t("list.clear")}
      </Button>
    </Empty>
  );
}
