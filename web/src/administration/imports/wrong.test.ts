import { readFileSync } from "node:fs";
import type { TFunction } from "i18next";
import { describe, expect, it } from "vitest";
import { wrongIn } from "./wrong";

const t = ((key: string, { defaultValue: _, ...values }: Record<string, string>) =>
  `${key} ${JSON.stringify(values)}`) as TFunction;
const AT = "../../../../services/directory/src/directory";
const SOURCES = [
  "domain/national_id.py",
  "inbound/customer_lines.py",
  "inbound/flat_rows.py",
  "inbound/import_fields.py",
  "inbound/phones.py",
];

/** All that the service says of a cell by itself, with something in its blanks. */
function saidIn(file: string): string[] {
  const source = readFileSync(new URL(`${AT}/${file}`, import.meta.url), "utf8");
  const texts = source.matchAll(/(?:raise \w+\(f?|message=|RowError\(row\.number, "", )"([^"]+)"/g);
  return [...texts].map(([, text = ""]) => text.replace(/{[^}]*}/g, "7"));
}

describe("what is wrong with a row", () => {
  it.each(SOURCES.flatMap(saidIn))("is said in the reader's language: %s", (problem) => {
    expect(wrongIn(problem, t, "es")).toMatch(/^administration\.imports\.wrong\./);
  });

  it.each([
    ["has 5 digits instead of 7 to 8", 'wrongLength {"digits":"5","least":"7","most":"8"}'],
    ["is not a phone number in AR", 'noPhone {"country":"Argentina"}'],
    ["String should match pattern '^[^@]+@[^@]+$'", "noEmail {}"],
    ["String should match pattern '^[A-Z]{2}$'", "otherForm {}"],
    ["Value error, must not contain control characters", "control {}"],
    ["String should have at most 60 characters", 'tooLong {"most":"60"}'],
  ])("names what it takes: %s", (problem, said) => {
    expect(wrongIn(problem, t, "es")).toBe(`administration.imports.wrong.${said}`);
  });

  it("stays as it is where nobody here knows it", () => {
    expect(wrongIn("is too blue", t, "es")).toBe("is too blue");
  });
});
