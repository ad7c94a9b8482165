/** Why a request was refused, in the words of the service that did (RFC 9457). */
export class Problem extends Error {
  override readonly name = "Problem";

  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    /** What the service adds, as `taken_by`. */
    readonly facts: Readonly<Record<string, unknown>> = {},
    /** Seconds to wait, where the service says so. */
    readonly retryAfter: number | null = null,
    /** What an operator of the installation finds it by. */
    readonly reference: string | null = null,
  ) {
    super(detail);
  }

  /** A fact, if it is there and a text. */
  text(name: string): string | null {
    const value = this.facts[name];
    return typeof value === "string" && value !== "" ? value : null;
  }
}

/** No answer came: nobody knows whether what was asked was done. */
export class Unreachable extends Error {
  override readonly name = "Unreachable";
}

/** What an answer that is no success says; also where something else than a service answered. */
export function problemOf(response: Response, body: unknown): Problem {
  const facts = isRecord(body) ? body : {};
  const text = (name: string) => (typeof facts[name] === "string" ? (facts[name] as string) : "");
  return new Problem(
    response.status,
    text("code") || `http-${response.status}`,
    text("detail") || response.statusText,
    facts,
    secondsOf(response.headers.get("Retry-After")),
    text("instance") || text("request_id") || response.headers.get("X-Request-Id"),
  );
}

/** Whether trying again may help without anybody changing anything. */
export function isPassing(error: unknown): boolean {
  return error instanceof Unreachable || (error instanceof Problem && error.status >= 502);
}

/** It is another's now, or nobody's: what was read of it is not to be shown any more. */
export function isGone(error: unknown): boolean {
  return error instanceof Problem && (error.status === 403 || error.status === 404);
}

function secondsOf(header: string | null): number | null {
  const seconds = Number(header);
  return header !== null && Number.isFinite(seconds) && seconds >= 0 ? Math.ceil(seconds) : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
