import { afterEach, expect, it, vi } from "vitest";
import { answerOf, directory, onSessionEnded } from "./client";

afterEach(() => vi.unstubAllGlobals());

it("takes a password that is wrong for no session that has ended, and does not ask again", async () => {
  const asked: string[] = [];
  const ended = vi.fn();
  onSessionEnded(ended);
  vi.stubGlobal("fetch", async (request: Request | string) => {
    asked.push(typeof request === "string" ? request : new URL(request.url).pathname);
    return Response.json({ code: "wrong-credentials" }, { status: 401 });
  });
  const proof = { body: { password: "not this one" }, baseUrl: "http://tero.example" };

  await expect(answerOf(directory.POST("/api/v1/session/proof", proof))).rejects.toMatchObject({
    code: "wrong-credentials",
  });
  expect(asked).toEqual(["/api/v1/session/proof"]);
  expect(ended).not.toHaveBeenCalled();
});

it("takes a refusal of before somebody entered for no session that has ended since", async () => {
  const ended = vi.fn();
  onSessionEnded(ended);
  let isIn = false;
  let enterMeanwhile = () => Promise.resolve();
  vi.stubGlobal("navigator", {});
  vi.stubGlobal("fetch", async (request: Request | string) => {
    if (typeof request === "string") {
      await enterMeanwhile();
      return Response.json({ code: "no-session" }, { status: 401 });
    }
    if (request.method === "POST") isIn = true;
    return isIn ? Response.json({}) : Response.json({ code: "token-required" }, { status: 401 });
  });
  const baseUrl = "http://tero.example";
  const asked = () => answerOf(directory.GET("/api/v1/areas", { baseUrl }));

  await expect(asked()).rejects.toMatchObject({ code: "token-required" });
  expect(ended).toHaveBeenCalledTimes(1);

  const body = { login: "ana", password: "secret", console: true };
  enterMeanwhile = async () => {
    await answerOf(directory.POST("/api/v1/session", { body, baseUrl }));
  };
  await asked();
  expect(ended).toHaveBeenCalledTimes(1);
});
