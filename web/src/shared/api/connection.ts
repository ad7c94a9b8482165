import { createStore } from "@/shared/store";

/** Whether the last thing we asked was answered by anybody. */
export type Connection = "online" | "offline";

export const connection = createStore<Connection>("online");

/** The browser knows of lost networks before any request fails; a new one must prove itself. */
export function watchConnection(): void {
  window.addEventListener("offline", () => connection.set("offline"));
  window.addEventListener("online", () => void prove());
  window.setInterval(() => {
    if (connection.get() === "offline") void prove();
  }, 5_000);
}

async function prove(): Promise<void> {
  try {
    const answer = await fetch("/console/alive.txt", { cache: "no-store" });
    if (answer.ok) connection.set("online");
  } catch {
    connection.set("offline");
  }
}
