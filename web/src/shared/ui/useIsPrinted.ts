import { useEffect, useState } from "react";
import { flushSync } from "react-dom";

/** Whether the page is being put on paper: what is left out of a screen for speed belongs there. */
export function useIsPrinted(): boolean {
  const [isPrinted, setPrinted] = useState(false);
  useEffect(() => {
    const paper = window.matchMedia("print");
    // The browser lays the page out as soon as it has told of it: nothing may come later.
    const follow = () => flushSync(() => setPrinted(paper.matches));
    paper.addEventListener("change", follow);
    return () => paper.removeEventListener("change", follow);
  }, []);
  return isPrinted;
}
