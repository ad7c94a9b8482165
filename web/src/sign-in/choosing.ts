import { answerOf, directory } from "@/shared/api/client";
import { Problem } from "@/shared/api/problem";

export const SHORTEST_PASSWORD = 8;
export const LONGEST_PASSWORD = 200;

/** What an attempt to choose a password leads to. */
export type Choice =
  | { leads: "done" }
  | { leads: "wrong-link" }
  | { leads: "refused"; because: "tooMany"; seconds: number }
  | { leads: "refused"; because: "unreachable" | "unavailable" }
  | { leads: "refused"; because: "other"; problem: Problem };

/** Chooses a password by the token of a letter; never throws. */
export async function choosePassword(token: string, password: string): Promise<Choice> {
  try {
    await answerOf(directory.POST("/api/v1/passwords", { body: { token, password } }));
    return { leads: "done" };
  } catch (error) {
    return choiceOf(error);
  }
}

/** Asks for a letter; the answer is the same whether anybody has this address. */
export async function askForLetter(email: string): Promise<Choice> {
  try {
    await answerOf(directory.POST("/api/v1/password-resets", { body: { email: email.trim() } }));
    return { leads: "done" };
  } catch (error) {
    return choiceOf(error);
  }
}

export function choiceOf(error: unknown): Choice {
  if (!(error instanceof Problem)) return { leads: "refused", because: "unreachable" };
  if (error.code === "wrong-link") return { leads: "wrong-link" };
  if (error.status === 429) {
    return { leads: "refused", because: "tooMany", seconds: error.retryAfter ?? 1 };
  }
  if (error.status >= 500) return { leads: "refused", because: "unavailable" };
  return { leads: "refused", because: "other", problem: error };
}
