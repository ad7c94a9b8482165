import { beforeEach, describe, expect, it, vi } from "vitest";
import { Memory } from "@/shared/memory";

const SURVEY = "/console/survey/";

/** The page as a browser loads it, at this address; what it takes, and where it stands then. */
async function loaded(pathname: string, hash: string): Promise<{ token: string; address: string }> {
  vi.resetModules();
  let address = pathname + hash;
  const replaceState = (_state: unknown, _title: string, to: string) => {
    address = to;
  };
  vi.stubGlobal("window", { location: { pathname, hash }, history: { replaceState } });
  const { takeToken } = await import("./token-in-address");
  return { token: takeToken(), address };
}

beforeEach(() => vi.stubGlobal("sessionStorage", new Memory()));

describe("the token of a letter", () => {
  it("leaves the address, and outlives that the page is loaded anew", async () => {
    expect(await loaded(SURVEY, "#token=one")).toEqual({ token: "one", address: SURVEY });
    expect(await loaded(SURVEY, "")).toEqual({ token: "one", address: SURVEY });
  });

  it("is that of the letter opened last, and of its own page", async () => {
    await loaded(SURVEY, "#token=one");
    await loaded(SURVEY, "#token=two");
    expect((await loaded(SURVEY, "")).token).toBe("two");
    expect((await loaded("/console/set-password/", "")).token).toBe("");
  });

  it("is taken also where nothing can be kept", async () => {
    vi.stubGlobal("sessionStorage", undefined);
    expect((await loaded(SURVEY, "#token=one")).token).toBe("one");
    expect((await loaded(SURVEY, "")).token).toBe("");
  });
});
