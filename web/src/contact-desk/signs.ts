import { useSyncExternalStore } from "react";
import { createStore } from "@/shared/store";

/** Somebody else who is at a contact at this moment. */
export interface Person {
  by: string;
  name: string;
  state: "viewing" | "typing";
}

export interface Sign {
  id: string;
  who: readonly Person[];
}

type Signs = ReadonlyMap<string, readonly Person[]>;

const signs = createStore<Signs>(new Map());

/** All who are at one contact, as the stream tells it; nothing where nobody knows any more. What is
 * not told of stays the same. */
export function withSign(signs: Signs, sign: Sign | null): Signs {
  const now = new Map(sign ? signs : []);
  if (sign?.who.length) now.set(sign.id, sign.who);
  else if (sign) now.delete(sign.id);
  return now;
}

export function noteSign(sign: Sign | null): void {
  signs.set(withSign(signs.get(), sign));
}

/** Who else is at a contact; whoever asks is drawn anew for that contact alone. */
export function useWho(id: string): readonly Person[] | undefined {
  return useSyncExternalStore(signs.subscribe, () => signs.get().get(id));
}
