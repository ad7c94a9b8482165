import { answerOf, directory, onSessionEnded } from "@/shared/api/client";
import type { components } from "@/shared/api/generated/directory";
import { Problem } from "@/shared/api/problem";
import { createStore, useStore } from "@/shared/store";

export type Account = components["schemas"]["Who"];

/** Who sits here. `ended`: somebody did until a moment ago, and their work is still on the screen. */
export type Session =
  | { is: "unknown" }
  | { is: "unreachable"; error: unknown }
  | { is: "out" }
  | { is: "in"; account: Account }
  | { is: "ended"; account: Account };

export const session = createStore<Session>({ is: "unknown" });

onSessionEnded(() => {
  const now = session.get();
  if (now.is === "in") session.set({ is: "ended", account: now.account });
});

/** Asks who sits here; somebody who has entered is not put out by an answer that did not come. */
export async function findSession(): Promise<void> {
  try {
    const account = await answerOf(directory.GET("/api/v1/session"));
    const now = session.get();
    if (now.is !== "in" || !isSame(now.account, account)) session.set({ is: "in", account });
  } catch (error) {
    const now = session.get();
    if (now.is === "in" || now.is === "ended") return;
    const isOut = error instanceof Problem && error.status === 401;
    session.set(isOut ? { is: "out" } : { is: "unreachable", error });
  }
}

/** Leaves, on this machine in any case: whoever walks away must not stay signed in on the screen. */
export async function leave(): Promise<void> {
  await directory.DELETE("/api/v1/session").catch(() => null);
  session.set({ is: "out" });
}

/** The account that sits here; only for what is shown to somebody who has entered. */
export function useAccount(): Account {
  const now = useStore(session);
  if (now.is !== "in" && now.is !== "ended") throw new Error("nobody has signed in");
  return now.account;
}

export function useMay(permission: string): boolean {
  return useAccount().permissions.includes(permission);
}

function isSame(one: Account, other: Account): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
