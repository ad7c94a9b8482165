import { expect, it } from "vitest";
import { Problem, problemOf, Unreachable } from "@/shared/api/problem";
import { outcomeOf } from "./entering";

const refusal = (error: unknown) => {
  const outcome = outcomeOf(error);
  return outcome.leads === "refused" ? outcome.refusal : outcome;
};

it("asks for a code, or shows what to set up first", () => {
  expect(outcomeOf(new Problem(401, "second-factor-required", ""))).toEqual({ leads: "code" });
  const facts = { secret: "ABCD EFGH", address: "otpauth://totp/x" };
  expect(outcomeOf(new Problem(401, "second-factor-set-up-required", "", facts))).toEqual({
    leads: "set-up",
    ...facts,
  });
});

it("says how long to wait, as the answer does", () => {
  const answer = new Response(null, { status: 429, headers: { "Retry-After": "8" } });
  const problem = problemOf(answer, { code: "too-many-attempts", detail: "Wait." });
  expect(refusal(problem)).toEqual({ because: "tooMany", seconds: 8 });
});

it("tells a wrong password from a service that does not answer", () => {
  expect(refusal(new Problem(401, "wrong-credentials", ""))).toEqual({
    because: "wrong-credentials",
  });
  expect(refusal(new Problem(503, "unavailable", ""))).toEqual({ because: "unavailable" });
  expect(refusal(new Unreachable("net"))).toEqual({ because: "unreachable" });
  const elsewhere = new Problem(403, "cross-site-request", "Elsewhere.");
  expect(refusal(elsewhere)).toEqual({ because: "other", problem: elsewhere });
});

it("understands an answer that is no problem document", () => {
  expect(problemOf(new Response("<html>", { status: 502 }), null).code).toBe("http-502");
});
