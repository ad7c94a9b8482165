import { expect, it } from "vitest";
import {
  type Chosen,
  isOnItsWay,
  LARGEST,
  objectionTo,
  parseSent,
  readyOf,
  sizeOf,
} from "./chosen";

const chosen = (some: Partial<Chosen>): Chosen => ({
  key: "k",
  contactId: "c",
  name: "foto.png",
  size: 10,
  part: 0,
  sent: null,
  refusal: null,
  ...some,
});
const sent = { id: "f", name: "foto.png", size: 10 };

it("does not begin to send what would be refused (C46)", () => {
  expect(objectionTo(1, 0)).toBeNull();
  expect(objectionTo(0, 0)).toBe("empty");
  expect(objectionTo(LARGEST, 4)).toBeNull();
  expect(objectionTo(LARGEST + 1, 0)).toBe("tooLarge");
  expect(objectionTo(1, 5)).toBe("tooMany");
});

it("lets a reply go with those the service has, once none is on its way", () => {
  const all = [chosen({ sent }), chosen({ refusal: "no" }), chosen({ part: 0.5 })];
  expect(readyOf(all)).toEqual([sent]);
  expect(all.map(isOnItsWay)).toEqual([false, false, true]);
});

it("says sizes as people do", () => {
  expect(sizeOf(1, "es")).toBe("1 kB");
  expect(sizeOf(2_540_000, "es")).toBe("2,5 MB");
});

it("survives what cannot be understood", () => {
  expect(parseSent("no json")).toEqual([]);
  expect(parseSent(JSON.stringify([sent, 7, { id: "x" }]))).toEqual([sent]);
});
