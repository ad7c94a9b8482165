import { describe, expect, it } from "vitest";
import { previewOf, unknownIn, withPlace } from "./reply";

const VARIABLES = [
  { name: "customer.name", example: "Ana {{operator.name}}" },
  { name: "operator.name", example: "Luis" },
];

describe("a text that operators have ready (T16)", () => {
  it("is filled in with an example, which is not looked through again", () => {
    const text = "Hola {{customer.name}}, soy {{ operator.name }}. {{moon}} {x}";
    expect(previewOf(text, VARIABLES)).toBe("Hola Ana {{operator.name}}, soy Luis. {{moon}} {x}");
  });

  it.each([
    ["Hola {{customer.name}}", []],
    ["{{moon}} {{moon}} {{ sun }}", ["{{moon}}", "{{sun}}"]],
    ["{{customer.name} y {{", ["{{"]],
    ["{{}}", ["{{}}"]],
  ])("tells of %j what nobody can fill in", (text, unknown) => {
    expect(unknownIn(text, VARIABLES)).toEqual(unknown);
  });

  it("gets a place where somebody was writing, for what was chosen there", () => {
    expect(withPlace("Hola , bien", "customer.name", 5, 5)).toEqual({
      text: "Hola {{customer.name}}, bien",
      caret: 22,
    });
    expect(withPlace("Hola NN", "operator.name", 5, 7).text).toBe("Hola {{operator.name}}");
  });
});
