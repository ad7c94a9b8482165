import { expect, it } from "vitest";
import { SCREENS } from "@/contact-desk/screens";
import { GROUPS, heardAs, isPressed, KEYS, type KeyName } from "./keys";
import { bound } from "./shortcuts";

const ALL = Object.keys(KEYS) as KeyName[];
const pressed = (key: string, some: object = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...some,
});

it("shows every key in the sheet, and each once", () => {
  const shown = [
    ...Object.values(GROUPS).flat(),
    ...SCREENS,
    "tickets",
    "orders",
    "administration",
  ];
  expect(shown.sort()).toEqual([...ALL].sort());
});

it("gives no key two meanings", () => {
  const heard = ALL.flatMap(heardAs);
  expect(new Set(heard).size).toBe(heard.length);
  // After `g`, another letter leads somewhere: nothing else may begin with it.
  expect(heard.filter((key) => key === "g")).toEqual([]);
});

it("binds what the sheet names, as browsers call it", () => {
  const next = () => {};
  expect(bound({ next })).toEqual({ j: next, arrowdown: next });
  expect(Object.keys(bound({ back: next, calls: next, help: next }))).toEqual([
    "escape",
    "g l",
    "?",
  ]);
});

it("knows the keys that act while somebody types", () => {
  expect(isPressed("commandBar", pressed("K", { ctrlKey: true }))).toBe(true);
  expect(isPressed("commandBar", pressed("k", { metaKey: true }))).toBe(true);
  expect(isPressed("commandBar", pressed("k"))).toBe(false);
  expect(isPressed("commandBar", pressed("k", { ctrlKey: true, shiftKey: true }))).toBe(false);
  expect(isPressed("send", pressed("Enter", { ctrlKey: true }))).toBe(true);
});
