import createClient from "openapi-fetch";
import { asking } from "./connection";
import type { paths as DirectoryPaths } from "./generated/directory";
import type { paths as IntakePaths } from "./generated/intake";
import type { paths as OrdersPaths } from "./generated/orders";
import type { paths as TicketsPaths } from "./generated/tickets";
import { type Problem, problemOf, Unreachable } from "./problem";
import { renewSession } from "./session-renewal";

/** Who is told that the session has ended; set once, by whoever knows about sessions. */
let sessionEnded: (problem: Problem) => void = () => {};

export function onSessionEnded(tell: (problem: Problem) => void): void {
  sessionEnded = tell;
}

/** Refused here is who enters, not a session that has ended. */
const ENTERING = ["/api/v1/session", "/api/v1/session/single-sign-on/answer"];
/** Refused so is what somebody showed, or has yet to show, to prove who they are. */
const OF_PROOFS = [
  "step-up-required",
  "wrong-credentials",
  "wrong-code",
  "second-factor-required",
  "second-factor-set-up-required",
];

/** How often somebody has entered here: what was refused before says nothing of the session since. */
let entered = 0;

/** As `fetch`, but with a renewed session where the token has expired, and with our own errors. */
async function send(request: Request): Promise<Response> {
  const again = request.clone();
  const before = entered;
  const response = await reach(request);
  if (isEntering(request)) {
    if (response.ok) entered += 1;
    return response;
  }
  if (response.status !== 401) return response;
  const problem = await problemIn(response.clone());
  if (OF_PROOFS.includes(problem.code)) return response;
  if ((await stillThere()) || entered !== before) {
    const second = await reach(again);
    if (second.status !== 401) return second;
  }
  sessionEnded(problem);
  return response;
}

async function reach(request: Request): Promise<Response> {
  const tell = asking();
  try {
    const response = await fetch(request);
    tell("online");
    return response;
  } catch (error) {
    if (request.signal.aborted) throw error;
    tell("offline");
    throw new Unreachable(String(error));
  }
}

async function stillThere(): Promise<boolean> {
  try {
    return await renewSession();
  } catch (error) {
    throw new Unreachable(String(error));
  }
}

function isEntering(request: Request): boolean {
  return request.method === "POST" && ENTERING.includes(new URL(request.url).pathname);
}

export async function problemIn(response: Response): Promise<Problem> {
  return problemOf(response, await response.json().catch(() => null));
}

const options = {
  baseUrl: globalThis.location?.origin ?? "",
  fetch: send,
  headers: { "X-Tero-Console": "1" },
};

export const directory = createClient<DirectoryPaths>(options);
export const intake = createClient<IntakePaths>(options);
export const tickets = createClient<TicketsPaths>(options);
export const orders = createClient<OrdersPaths>(options);

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** What was answered; a Problem or Unreachable is thrown. */
export async function answerOf<T>(asked: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await asked;
  if (!response.ok) throw problemOf(response, error);
  return data as T;
}

/** For commands: the same key again is done once. */
export function idempotencyKey(key: string = crypto.randomUUID()): { "Idempotency-Key": string } {
  return { "Idempotency-Key": key };
}
