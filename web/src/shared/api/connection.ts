import { createStore } from "@/shared/store";

/** Whether the last thing we asked was answered by anybody. */
export type Connection = "online" | "offline";

export const connection = createStore<Connection>("online");

let losses = 0;

/** To be called with every question, and what it gives with how the question fared. An answer to
 * what was asked before the network was lost may still come after that: it proves nothing. */
export function asking(): (fared: Connection) => void {
  const before = losses;
  return (fared) => {
    if (fared === "offline") lose();
    else if (losses === before) connection.set("online");
  };
}

/** The browser knows of lost networks before any request fails; a new one must prove itself. */
export function watchConnection(): void {
  window.addEventListener("offline", lose);
  window.addEventListener("online", () => void prove());
  window.setInterval(() => {
    if (connection.get() === "offline") void prove();
  }, 5_000);
}

function lose(): void {
  losses += 1;
  connection.set("offline");
}

async function prove(): Promise<void> {
  const tell = asking();
  try {
    const answer = await fetch("/console/alive.txt", { cache: "no-store" });
    if (answer.ok) tell("online");
  } catch {
    tell("offline");
  }
}
