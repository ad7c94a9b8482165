import { useNameOfArea } from "@/shared/useAreas";

/** Areas by their names, for people. */
export function useNamesOfAreas(): (codes: readonly string[]) => string {
  const nameOf = useNameOfArea();
  return (codes) => codes.map(nameOf).join(", ");
}
