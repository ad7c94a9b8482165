import i18next from "i18next";
import { expect, it } from "vitest";
import { Problem } from "@/shared/api/problem";
import { inSpanish } from "@/shared/i18n/in-spanish";
import { administration } from "../words/es";
import { fieldErrors } from "./field-errors";

it("says in the reader's words what is wrong with each field, whatever a service wrote", async () => {
  await inSpanish({ administration });
  const errors = [
    { field: "name", code: "string_too_long", message: "String should have at most 300" },
    { field: "day", code: "date_parsing", message: "Input should be a valid date" },
    { field: "note", message: "Value error, must not contain control characters" },
  ];
  const problem = new Problem(422, "wrong-fields", "Some fields are wrong.", { errors });

  expect(fieldErrors(problem, i18next.t)).toEqual({
    name: "Es demasiado largo.",
    day: "No se acepta: revisar lo escrito.",
    note: "No se acepta: revisar lo escrito.",
  });
  expect(fieldErrors(new Error("net"), i18next.t)).toEqual({});
});
