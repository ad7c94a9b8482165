import { answerOf, directory } from "@/shared/api/client";
import { Problem } from "@/shared/api/problem";
import type { Account } from "./session";

export interface Given {
  login: string;
  password: string;
  code: string;
}

/** What an attempt to enter leads to. */
export type Outcome =
  | { leads: "in"; account: Account; recoveryCodes: string[] }
  | { leads: "code" }
  | { leads: "set-up"; secret: string; address: string }
  | { leads: "refused"; refusal: Refusal };

export type Refusal =
  | { because: "wrong-credentials" | "wrong-code" | "unreachable" | "unavailable" }
  | { because: "tooMany"; seconds: number }
  | { because: "other"; problem: Problem };

/** Tries to enter; never throws. The tokens go into cookies that no script can read. */
export async function enter({ login, password, code }: Given): Promise<Outcome> {
  const proof = code.trim() === "" ? {} : { code: code.replace(/\s/g, "") };
  const body = { login: login.trim(), password, console: true, ...proof };
  try {
    const entered = await answerOf(directory.POST("/api/v1/session", { body }));
    return {
      leads: "in",
      account: entered.account,
      recoveryCodes: entered.recovery_codes ?? [],
    };
  } catch (error) {
    return outcomeOf(error);
  }
}

export function outcomeOf(error: unknown): Exclude<Outcome, { leads: "in" }> {
  if (!(error instanceof Problem)) return refused({ because: "unreachable" });
  switch (error.code) {
    case "second-factor-required":
      return { leads: "code" };
    case "second-factor-set-up-required":
      return {
        leads: "set-up",
        secret: error.text("secret") ?? "",
        address: error.text("address") ?? "",
      };
    case "wrong-credentials":
    case "wrong-code":
      return refused({ because: error.code });
  }
  if (error.status === 429) {
    return refused({ because: "tooMany", seconds: error.retryAfter ?? 1 });
  }
  if (error.status >= 502) return refused({ because: "unavailable" });
  // A code that is too short or too long never reaches whoever compares codes.
  if (error.status === 422) return refused({ because: "wrong-code" });
  return refused({ because: "other", problem: error });
}

function refused(refusal: Refusal): { leads: "refused"; refusal: Refusal } {
  return { leads: "refused", refusal };
}
