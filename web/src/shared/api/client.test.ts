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
