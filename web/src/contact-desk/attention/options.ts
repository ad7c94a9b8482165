import { folded } from "@/shared/folded";

/** One of several things that can be chosen; `detail` says more, and is searched too. */
export interface Option {
  value: string;
  label: string;
  detail?: string;
}

/** Those that have every word that was typed, without minding accents and capitals. */
export function matching<O extends Option>(options: readonly O[], typed: string): O[] {
  const words = folded(typed).split(/\s+/).filter(Boolean);
  return options.filter((each) => {
    const text = folded(`${each.label} ${each.detail ?? ""}`);
    return words.every((word) => text.includes(word));
  });
}

interface Node {
  code: string;
  label: string;
  parent: string | null;
  active: boolean;
}

/** A tree of reasons as a list: each with the way that leads to it, those in use alone. */
export function reasonOptions(reasons: readonly Node[]): Option[] {
  const byCode = new Map(reasons.map((each) => [each.code, each]));
  return reasons
    .filter((each) => each.active)
    .map((each) => {
      const above: string[] = [];
      let parent = each.parent;
      while (parent !== null && above.length < DEEPEST) {
        const node = byCode.get(parent);
        above.unshift(node?.label ?? parent);
        parent = node?.parent ?? null;
      }
      return { value: each.code, label: each.label, detail: above.join(" › ") };
    });
}

/** Whatever a tree is told to be, its branches end. */
const DEEPEST = 10;
