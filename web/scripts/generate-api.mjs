/** Makes the types of the services' APIs from docs/api, so that none is written by hand. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import openapiTS, { astToString } from "openapi-typescript";

const DOCUMENTS = new URL("../../docs/api/", import.meta.url);
const TYPES = new URL("../src/shared/api/generated/", import.meta.url);

await mkdir(TYPES, { recursive: true });
for (const service of ["directory", "intake", "orders", "tickets"]) {
  const types = await openapiTS(new URL(`openapi-${service}.json`, DOCUMENTS));
  const text = `${astToString(types)}`;
  const file = new URL(`${service}.d.ts`, TYPES);
  const before = await readFile(file, "utf8").catch(() => "");
  if (before !== text) await writeFile(file, text);
}
