import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { mailAside } from "@/administration/mail-aside/words/es";
import { setup } from "@/administration/setup/words/es";
import { administration } from "@/administration/words/es";
import { callBacks } from "@/call-backs/words/es";
import { attending } from "@/contact-desk/attention/words/es";
import { records } from "@/records/words/es";
import { survey } from "@/survey/words/es";
import { en } from "./en";
import { es } from "./es";
import { pt } from "./pt";

type Tree = { [key: string]: string | Tree };

function flat(tree: Tree, above = ""): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]) => {
      const path = above ? `${above}.${key}` : key;
      return typeof value === "string" ? [[path, value] as const] : [...flat(value, path)];
    }),
  );
}

const blanks = (text: string) => (text.match(/{{\w+}}/g) ?? []).sort();
const spanish = flat({
  ...es,
  administration: { ...es.administration, ...administration },
  attending,
  callBacks,
  mailAside,
  records,
  setup,
  survey,
});

describe.each([
  ["en", flat(en)],
  ["pt", flat(pt)],
])("the words in %s", (_language, words) => {
  it("are complete, and no more", () => {
    expect([...words.keys()].sort()).toEqual([...spanish.keys()].sort());
  });

  it("have the same blanks to fill in", () => {
    for (const [key, text] of spanish)
      expect(blanks(words.get(key) ?? ""), key).toEqual(blanks(text));
  });

  it("are not empty", () => {
    expect([...words].filter(([, text]) => text.trim() === "")).toEqual([]);
  });
});

describe("every word", () => {
  const source = sources(join(import.meta.dirname, "../.."));
  const unused = [...spanish.keys()].filter((key) => !isUsed(key, source));

  it("is used somewhere", () => {
    expect(unused).toEqual([]);
  });
});

/** Literally, or with its last part filled in; plurals under their common name. */
function isUsed(key: string, source: string): boolean {
  const name = key.replace(/_(one|other)$/, "");
  const parent = name.slice(0, name.lastIndexOf("."));
  return source.includes(`"${name}"`) || source.includes(`\`${parent}.\${`);
}

function sources(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file) && !file.includes("i18n"))
    .map((file) => readFileSync(join(folder, file), "utf8"))
    .join("\n");
}
