import { useNavigate, useSearch } from "@tanstack/react-router";
import { parseSearch, type Search } from "../search";
import { ROLES } from "./account";

/** Which accounts are shown, as the address says; another question keeps what is open. */
export function useFinding() {
  const { query, role: said } = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const role = ROLES.find((each) => each === said);
  const find = (some: Search) =>
    void navigate({ to: ".", search: parseSearch({ query, role, ...some }), replace: true });
  return {
    asked: { ...(query ? { query } : {}), ...(role ? { role } : {}) },
    find,
  };
}
