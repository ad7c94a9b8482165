import { useState } from "react";
import { codeOf } from "./code";

/** The code of something new: that of its name, until somebody writes another. */
export function useCode(name: string, taken: readonly string[]) {
  const [typed, setTyped] = useState<string | null>(null);
  return { code: typed ?? codeOf(name, taken), setCode: setTyped };
}
