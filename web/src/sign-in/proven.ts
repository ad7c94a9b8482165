/** How one window tells the others that whoever sits here has proven once more who they are. */

const CHANNEL = "tero-proven";

export function tellProven(): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage("proven");
  channel.close();
}

/** What it returns ends it. */
export function onProven(tell: () => void): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = tell;
  return () => channel.close();
}
