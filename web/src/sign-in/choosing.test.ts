import { expect, it } from "vitest";
import { Problem, Unreachable } from "@/shared/api/problem";
import { choiceOf } from "./choosing";
import { keptPlace } from "./return-place";
import { backOf, stepAfter } from "./sign-on";

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
  expect(choiceOf(new Problem(422, "weak", "Too common."))).toEqual({
    leads: "refused",
    because: "other",
    detail: "Too common.",
  });
});

it("goes back to where somebody was, and nowhere else", () => {
  expect(keptPlace("/console/contacts/chats?state=open")).toBe(
    "/console/contacts/chats?state=open",
  );
  expect(keptPlace("https://elsewhere.example/console/")).toBe("/console/");
  expect(keptPlace("//elsewhere.example")).toBe("/console/");
  expect(keptPlace(null)).toBe("/console/");
});

it("reads what the provider appended, and leads on by what the service says of it", () => {
  expect(backOf("?state=s&code=c&scope=openid")).toEqual({ state: "s", code: "c" });
  expect(backOf("?state=s&error=access_denied&iss=https%3A%2F%2Fid.example")).toEqual({
    state: "s",
    error: "access_denied",
    iss: "https://id.example",
  });
  expect(backOf("?code=c")).toBeNull();
  expect(stepAfter(new Problem(401, "second-factor-required", ""))).toBe("code");
  expect(stepAfter(new Problem(403, "not-linked", ""))).toBe("not-linked");
  expect(stepAfter(new Unreachable("net"))).toBe("failed");
});
