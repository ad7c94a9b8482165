import { describe, expect, it } from "vitest";
import { formatOf, meaningOf, percentOf } from "./file";

describe("a file of customers", () => {
  it.each([
    ["Clientes 2026.CSV", "csv"],
    ["a.b.xlsx", "xlsx"],
    ["crm.jsonl", "ndjson"],
    ["foto.png", null],
    ["csv", "csv"],
    ["", null],
  ])("%j is read as %s", (name, format) => expect(formatOf(name)).toBe(format));

  it("means what was chosen, and nothing for what is left out", () => {
    const columns = [
      { header: "Nro", field: "number" },
      { header: "Color", field: null },
    ];
    expect(meaningOf(columns)).toEqual({ Nro: "number" });
  });

  it.each([
    [0, 0, 100],
    [999, 1000, 99],
    [1000, 1000, 100],
    [0, 7, 0],
  ])("%i of %i rows are %i %%", (done, rows, percent) => {
    expect(percentOf({ done, rows })).toBe(percent);
  });
});
