import { expect, it } from "vitest";
import { bodyOf, fieldsOf, NO_QUEUE, type Queue } from "./queue";

const QUEUE: Queue = {
  code: "sales",
  name: "Ventas",
  cities: ["Rosario"],
  areas: [],
  channels: ["call"],
  skills: ["inglés"],
  position: 5,
  active: true,
  offers: "least-busy",
  accept_seconds: 20,
  call_back_minutes: null,
  retry_minutes: 45,
  call_back_attempts: 2,
  version: 4,
};

it("sends of a queue what was read of it, also that it calls nobody back", () => {
  const { code: _, version: __, ...said } = QUEUE;
  expect(bodyOf(fieldsOf(QUEUE), true)).toEqual(said);
  expect(bodyOf({ ...fieldsOf(QUEUE), callsBack: true }, true).call_back_minutes).toBe(30);
  expect(bodyOf(NO_QUEUE, true)).toMatchObject({ position: 10, call_back_minutes: 30 });
});
