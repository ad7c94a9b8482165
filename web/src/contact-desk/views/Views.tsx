import { Button, Menu } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Filters } from "../filters";
import { filtersOf } from "../filters";
import type { ScreenName } from "../screens";
import { useViews, type View } from "./useViews";
import { ViewKeeper } from "./ViewKeeper";

/** Questions to the desk that people ask again and again (T14), one click away. */
export function Views({ screen, filters }: { screen: ScreenName; filters: Filters }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [isOpen, setOpen] = useState(false);
  const [isKeeping, setKeeping] = useState(false);
  const { views, error, refetch } = useViews(isOpen || isKeeping);
  const show = (view: View) => {
    const found = filtersOf(view.filters);
    if (!found) return;
    const params = { screen: found.screen };
    void navigate({ to: "/contacts/$screen", params, search: found.filters });
  };
  const known = (views ?? []).filter((view) => filtersOf(view.filters) !== null);
  return (
    <>
      <Menu opened={isOpen} onChange={setOpen} position="bottom-end" width={260}>
        <Menu.Target>
          <Button variant="default" size="xs">
            {t("views.title")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {error && (
            <Menu.Item closeMenuOnClick={false} onClick={() => void refetch()}>
              {t("views.failed")} <strong>{t("retry")}</strong>
            </Menu.Item>
          )}
          {known.map((view) => (
            <Menu.Item key={view.id} onClick={() => show(view)}>
              <bdi>{view.name}</bdi>
              {view.shared && ` · ${t("views.shared")}`}
            </Menu.Item>
          ))}
          <Menu.Item onClick={() => setKeeping(true)}>{t("views.keepOrDrop")}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ViewKeeper
        isOpen={isKeeping}
        screen={screen}
        filters={filters}
        onClose={() => setKeeping(false)}
      />
    </>
  );
}
