import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { sectionsOf } from "@/administration/sections";
import { keyOf } from "@/shared/keyboard/keys";
import { change, THEMES } from "@/shared/settings";
import { leave, useAccount } from "@/sign-in/session";
import { decidesOnProposals, listsOf, workplacesOf } from "../workplaces";
import type { Command } from "./commands";

/** Where this account can go, and what it can change from anywhere. */
export function useCommandList(onShortcuts: () => void): Command[] {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { permissions } = useAccount();
  const places: Command[] = workplacesOf(permissions).map(({ screen }) => ({
    id: `go-${screen}`,
    name: t("commandBar.goTo", { place: t(`screens.${screen}`) }),
    hint: keyOf(screen),
    run: () => void navigate({ to: "/contacts/$screen", params: { screen } }),
  }));
  if (places.length > 0) {
    places.push({
      id: "go-call-backs",
      name: t("commandBar.goTo", { place: t("nav.callBacks") }),
      hint: "",
      run: () => void navigate({ to: "/call-backs" }),
    });
  }
  if (decidesOnProposals(permissions)) {
    places.push({
      id: "go-proposals",
      name: t("commandBar.goTo", { place: t("nav.proposals") }),
      hint: "",
      run: () => void navigate({ to: "/proposals" }),
    });
  }
  for (const { name, to } of listsOf(permissions)) {
    places.push({
      id: `go-${name}`,
      name: t("commandBar.goTo", { place: t(`nav.${name}`) }),
      hint: keyOf(name),
      run: () => void navigate({ to }),
    });
  }
  if (sectionsOf(permissions).length > 0) {
    places.push({
      id: "go-administration",
      name: t("commandBar.goTo", { place: t("administration.title") }),
      hint: keyOf("administration"),
      run: () => void navigate({ to: "/administration" }),
    });
  }
  const sections: Command[] = sectionsOf(permissions).map((section) => ({
    id: `go-administration-${section}`,
    name: t("commandBar.goTo", {
      place: `${t("administration.title")} / ${t(`administration.sections.${section}`)}`,
    }),
    hint: "",
    run: () => void navigate({ to: "/administration/$section", params: { section } }),
  }));
  const themes = THEMES.map((theme) => ({
    id: `theme-${theme}`,
    name: `${t("settings.theme")}: ${t(`settings.themes.${theme}`)}`,
    hint: "",
    run: () => change({ theme }),
  }));
  return [
    ...places,
    { id: "shortcuts", name: t("settings.shortcuts"), hint: keyOf("help"), run: onShortcuts },
    ...themes,
    { id: "leave", name: t("settings.signOut"), hint: "", run: () => void leave() },
    ...sections,
  ];
}
