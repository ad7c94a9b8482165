import { useNavigate } from "@tanstack/react-router";
import type { Shortcuts } from "@/shared/keyboard/shortcuts";
import { useAccount } from "@/sign-in/session";
import { workplacesOf } from "./workplaces";

/** `g`, then the letter of a workplace that this account has. */
export function useGoTo(): Shortcuts {
  const navigate = useNavigate();
  const { permissions } = useAccount();
  const ways = workplacesOf(permissions).map(({ screen, key }) => [
    `g ${key}`,
    () => void navigate({ to: "/contacts/$screen", params: { screen } }),
  ]);
  return Object.fromEntries(ways) as Shortcuts;
}
