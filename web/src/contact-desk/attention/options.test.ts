import { expect, it } from "vitest";
import { matching, reasonOptions } from "./options";

const reason = (code: string, label: string, parent: string | null = null, active = true) => ({
  code,
  label,
  parent,
  active,
});

const tree = [
  reason("service", "Servicio"),
  reason("no-link", "Sin conexión", "service"),
  reason("old", "Ya no se usa", "service", false),
  reason("orphan", "Huérfano", "gone"),
];

it("shows with each reason the way to it, and only what can be chosen (X19)", () => {
  expect(reasonOptions(tree)).toEqual([
    { value: "service", label: "Servicio", detail: "" },
    { value: "no-link", label: "Sin conexión", detail: "Servicio" },
    { value: "orphan", label: "Huérfano", detail: "gone" },
  ]);
});

it("ends with a tree that runs in a circle", () => {
  const circle = [reason("a", "A", "b"), reason("b", "B", "a")];
  expect(reasonOptions(circle)).toHaveLength(2);
});

it("finds by any words, in any order, whatever their accents", () => {
  const found = matching(reasonOptions(tree), "CONEXION serv");
  expect(found.map((each) => each.value)).toEqual(["no-link"]);
  expect(matching(reasonOptions(tree), "  ")).toHaveLength(3);
});
