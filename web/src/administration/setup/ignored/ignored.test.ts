import { expect, it } from "vitest";
import { kindOf } from "./ignored";

it.each([
  ["ana@example.com", "email"],
  [" +54 (341) 555-1234 ", "phone"],
  ["3415551234", "phone"],
  ["example.com", "domain"],
  ["4chan.example", "domain"],
])("%j is meant as %s", (value, kind) => expect(kindOf(value)).toBe(kind));
