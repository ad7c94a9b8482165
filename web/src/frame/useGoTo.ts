import { useNavigate } from "@tanstack/react-router";
import { sectionsOf } from "@/administration/sections";
import type { Shortcuts } from "@/shared/keyboard/shortcuts";
import { useAccount } from "@/sign-in/session";
import { workplacesOf } from "./workplaces";

/** `g`, then the letter of a workplace that this account has. */
export function useGoTo(): Shortcuts {
  const navigate = useNavigate();
  const { permissions } = useAccount();
  const ways: [string, () => void][] = workplacesOf(permissions).map(({ screen, key }) => [
    `g ${key}`,
    () => void navigate({ to: "/contacts/$screen", params: { screen } }),
  ]);
  if (sectionsOf(permissions).length > 0) {
    ways.push(["g a", () => void navigate({ to: "/administration" })]);
  }
  return Object.fromEntries(ways) as Shortcuts;
}
