import { useNavigate } from "@tanstack/react-router";
import { sectionsOf } from "@/administration/sections";
import type { Actions } from "@/shared/keyboard/shortcuts";
import { useAccount } from "@/sign-in/session";
import { listsOf, workplacesOf } from "./workplaces";

/** `g`, then the letter of a workplace that this account has. */
export function useGoTo(): Actions {
  const navigate = useNavigate();
  const { permissions } = useAccount();
  const ways: Actions = {};
  for (const { screen } of workplacesOf(permissions)) {
    ways[screen] = () => void navigate({ to: "/contacts/$screen", params: { screen } });
  }
  for (const { name, to } of listsOf(permissions)) ways[name] = () => void navigate({ to });
  if (sectionsOf(permissions).length > 0) {
    ways.administration = () => void navigate({ to: "/administration" });
  }
  return ways;
}
