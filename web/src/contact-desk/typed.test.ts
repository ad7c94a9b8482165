import { expect, it } from "vitest";
import { isSearchable } from "@/records/lists/search";
import { askedBy } from "./typed";

it("asks for nothing while too little is typed, also where letters were taken away", () => {
  expect(["luz ", "lu", "l", "", "7"].map((text) => askedBy(text, isSearchable))).toEqual([
    "luz",
    "",
    "",
    "",
    "7",
  ]);
});

it("asks for any text where nothing is said of which are too little", () => {
  expect(askedBy(" a ")).toBe("a");
});
