/** The access token lasts minutes; whoever finds it expired gets the next one, for all tabs. */

const LOCK = "tero-session-renewal";
const JUST_NOW = 5_000;

let underWay: Promise<boolean> | null = null;
let renewedAt = 0;

/** Whether there is a session still, with a fresh token in its cookie. Throws when nobody answers. */
export function renewSession(): Promise<boolean> {
  underWay ??= inTurn(renew).finally(() => {
    underWay = null;
  });
  return underWay;
}

async function renew(): Promise<boolean> {
  if (Date.now() - renewedAt < JUST_NOW) return true;
  const answer = await fetch("/api/v1/session/refresh", {
    method: "POST",
    headers: { "X-Tero-Console": "1" },
  });
  if (answer.ok) renewedAt = Date.now();
  if (answer.status >= 500 || answer.status === 429) throw new TypeError("no renewal now");
  return answer.ok;
}

async function inTurn(work: () => Promise<boolean>): Promise<boolean> {
  if (!navigator.locks) return work();
  let isThere = false;
  await navigator.locks.request(LOCK, async () => {
    isThere = await work();
  });
  return isThere;
}
