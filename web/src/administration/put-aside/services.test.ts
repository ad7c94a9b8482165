import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type Aside, asideNamed, at, nameOf, SERVICES } from "./services";

describe("what is put aside", () => {
  it.each<Aside>([
    { is: "record", service: "intake", number: 12 },
    { is: "key", service: "iclass-bridge", topic: "orders.orders", key: "0192-a" },
    { is: "key", service: "tickets", topic: "t", key: "a:b: /?#ñ" },
    { is: "key", service: "tickets", topic: "t", key: "" },
  ])("is found again by its address: %j", (aside) => {
    expect(asideNamed(nameOf(aside))).toEqual(aside);
  });

  it.each(["", "intake", "intake:x", "nobody:1", "intake:-1"])("is not %j", (name) => {
    expect(asideNamed(name)).toBeNull();
  });

  it.each(SERVICES)("is told by %s as by the others", (service) => {
    const text = readFileSync(
      new URL(`../../../../docs/api/openapi-${service}.json`, import.meta.url),
      "utf8",
    );
    const { paths } = JSON.parse(text) as { paths: Record<string, unknown> };
    for (const path of [
      "/api/v1/directory/kernel/quarantine/{number}/replay",
      "/api/v1/directory/kernel/quarantine/{number}/discard",
      "/api/v1/directory/kernel/parked/{topic}/{key}/replay",
      "/api/v1/directory/kernel/parked/{topic}/{key}/discard",
    ] as const)
      expect(paths).toHaveProperty([at(service, path)]);
  });
});
