import { expect, it } from "vitest";
import { Problem, Unreachable } from "@/shared/api/problem";
import { choiceOf } from "./choosing";
import { keptPlace } from "./return-place";
import { backOf, landingOf } from "./sign-on";

it("tells a link that is used up from all else that can go wrong", () => {
  expect(choiceOf(new Problem(422, "wrong-link", ""))).toEqual({ leads: "wrong-link" });
  expect(choiceOf(new Problem(429, "slow-down", "", {}, 30))).toEqual({
    leads: "refused",
    because: "tooMany",
    seconds: 30,
  });
  expect(choiceOf(new Unreachable("net"))).toEqual({ leads: "refused", because: "unreachable" });
  expect(choiceOf(new Problem(503, "busy", ""))).toEqual({
    leads: "refused",
    because: "unavailable",
  });
  const weak = new Problem(422, "weak", "Too common.");
  expect(choiceOf(weak)).toEqual({ leads: "refused", because: "other", problem: weak });
});

it("goes back to where somebody was, and nowhere else", () => {
  expect(keptPlace("/console/contacts/chats?state=open")).toBe(
    "/console/contacts/chats?state=open",
  );
  expect(keptPlace("https://elsewhere.example/console/")).toBe("/console/");
  expect(keptPlace("//elsewhere.example")).toBe("/console/");
  expect(keptPlace(null)).toBe("/console/");
});

it("reads what the provider appended to the address", () => {
  expect(backOf("?state=s&code=c&scope=openid")).toEqual({ state: "s", code: "c" });
  expect(backOf("?state=s&error=access_denied&iss=https%3A%2F%2Fid.example")).toEqual({
    state: "s",
    error: "access_denied",
    iss: "https://id.example",
  });
  expect(backOf("?code=c")).toBeNull();
});

it("says why nobody was let in, and whether asking again can help", () => {
  const over = (code: string) => landingOf(new Problem(401, code, "Why."), false);
  expect(over("sign-on-expired")).toMatchObject({ leads: "over", because: "sign-on-expired" });
  expect(over("wrong-id-token")).toMatchObject({ because: "other", problem: { detail: "Why." } });
  expect(landingOf(new Problem(429, "slow-down", "", {}, 30), false)).toEqual({
    leads: "refused",
    refusal: { because: "tooMany", seconds: 30 },
  });
  expect(landingOf(new Unreachable("net"), false)).toEqual({
    leads: "refused",
    refusal: { because: "unreachable" },
  });
});

it("asks whoever comes from the provider for a code, or to set one up first", () => {
  const facts = { secret: "ABCD", address: "otpauth://totp/x" };
  const asked = new Problem(401, "second-factor-set-up-required", "", facts);
  expect(landingOf(asked, false)).toEqual({ leads: "set-up", ...facts });
  expect(landingOf(new Problem(401, "second-factor-required", ""), false)).toEqual({
    leads: "code",
  });
  const wrong = { leads: "refused", refusal: { because: "wrong-code" } };
  expect(landingOf(new Problem(401, "wrong-code", ""), true)).toEqual(wrong);
  expect(landingOf(new Problem(422, "invalid", ""), true)).toEqual(wrong);
  expect(landingOf(new Problem(422, "invalid", ""), false)).toMatchObject({
    leads: "over",
    because: "not-understood",
  });
});
