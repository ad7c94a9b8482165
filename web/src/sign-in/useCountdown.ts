import { useEffect, useState } from "react";

/** Whole seconds that are left of a wait; every new wait begins from its own length. */
export function useCountdown(wait: { seconds: number } | null): number {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (!wait) return setLeft(0);
    const end = Date.now() + wait.seconds * 1000;
    const tell = () => setLeft(Math.max(0, Math.ceil((end - Date.now()) / 1000)));
    tell();
    const timer = window.setInterval(tell, 250);
    return () => window.clearInterval(timer);
  }, [wait]);
  return left;
}
