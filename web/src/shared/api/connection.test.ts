import { beforeEach, expect, it } from "vitest";
import { asking, connection } from "./connection";

beforeEach(() => asking()("online"));

it("an answer to what was asked before the loss proves nothing", () => {
  const before = asking();
  asking()("offline");
  before("online");
  expect(connection.get()).toBe("offline");
});

it("an answer to what was asked since brings the network back", () => {
  asking()("offline");
  asking()("online");
  expect(connection.get()).toBe("online");
});
