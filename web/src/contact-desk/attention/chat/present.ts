/** Somebody looks at a contact, types to its customer or writes what is for the desk alone, for so
 * many seconds; or has left. */
export interface Whisper {
  by: string;
  kind: "operator" | "customer";
  name: string;
  state: "viewing" | "typing" | "writing" | "left";
  seconds: number;
}

export interface Seen extends Whisper {
  until: number;
}

export function noted(
  who: ReadonlyMap<string, Seen>,
  whisper: Whisper,
  now: number,
): ReadonlyMap<string, Seen> {
  const before = who.get(whisper.by);
  if (whisper.state === "left") {
    const others = new Map(who);
    others.delete(whisper.by);
    return others;
  }
  const typesStill = before !== undefined && before.state !== "viewing" && before.until > now;
  // Whoever types looks, too: the weaker sign does not take the place of the stronger.
  if (whisper.state === "viewing" && typesStill) return who;
  return new Map(who).set(whisper.by, { ...whisper, until: now + whisper.seconds * 1000 });
}

export function presentAt(who: ReadonlyMap<string, Seen>, now: number): Whisper[] {
  const here = [...who.values()].filter((each) => each.until > now);
  return here.sort(
    (one, other) => Number(other.state === "typing") - Number(one.state === "typing"),
  );
}
