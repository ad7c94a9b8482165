import { answerOf, tickets } from "@/shared/api/client";
import { Problem } from "@/shared/api/problem";

/** What a link leads to, or that it leads nowhere any more. */
export const survey = (token: string) =>
  answerOf(tickets.POST("/api/v1/tickets/survey-links", { body: { token } }));

export type Survey = Awaited<ReturnType<typeof survey>>;
export type Chosen = Readonly<Record<string, string>>;

/** Answers all of it at once; what is refused leaves nothing behind. */
export const answer = (token: string, chosen: Chosen) =>
  answerOf(
    tickets.POST("/api/v1/tickets/survey-links/answers", {
      body: {
        token,
        answers: Object.entries(chosen).map(([question, choice]) => ({ question, choice })),
      },
    }),
  );

export function isGone(error: unknown): boolean {
  return error instanceof Problem && error.status === 404;
}

export function isAnswered(error: unknown): boolean {
  return error instanceof Problem && error.code === "survey-is-answered";
}
