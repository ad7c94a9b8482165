import { useAreas } from "@/shared/useAreas";

/** Areas by their names, for people; one that nobody knows by its code. */
export function useNamesOfAreas(): (codes: readonly string[]) => string {
  const { data } = useAreas();
  return (codes) =>
    codes.map((code) => data?.find((each) => each.code === code)?.name ?? code).join(", ");
}
