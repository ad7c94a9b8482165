import { lazy, Suspense } from "react";
import { loadAttention } from "./load-attention";
import { useWho } from "./signs";

const Sign = lazy(() => loadAttention().then((found) => ({ default: found.Sign })));

/** Who else is at this contact; nothing where nobody is, and nothing else is drawn for it. */
export function Here({ id }: { id: string }) {
  const who = useWho(id);
  return (
    who && (
      <Suspense>
        <Sign who={who} />
      </Suspense>
    )
  );
}
