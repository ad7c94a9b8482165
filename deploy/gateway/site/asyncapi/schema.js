// Turns a JSON Schema into the rows of a table: one per field, nested ones after their parent.

const DEEPEST = 4;

// `root` is where "#/…" starts; `payload` is tried after it, for schemas that bring their own "$defs".
export function resolver(root, payload) {
  const at = (base, pointer) =>
    pointer.split("/").slice(1).reduce((found, step) => found?.[decode(step)], base);
  return function resolve(schema) {
    let found = schema;
    while (found?.$ref) found = at(root, found.$ref) ?? at(payload, found.$ref) ?? { title: found.$ref };
    return found ?? {};
  };
}

const decode = (step) => decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~");

export function rowsOf(schema, resolve, depth = 0) {
  const object = resolve(schema);
  const required = new Set(object.required ?? []);
  return Object.entries(object.properties ?? {}).flatMap(([name, property]) => {
    const { shown, nested } = unfold(property, resolve);
    const row = {
      name, depth,
      required: required.has(name),
      type: typeOf(property, resolve),
      notes: [property.description ?? shown.description, limits(shown)].filter(Boolean).join(" "),
    };
    return nested && depth < DEEPEST ? [row, ...rowsOf(nested, resolve, depth + 1)] : [row];
  });
}

// The one alternative that is not null, and the object in it whose fields are worth showing.
function unfold(property, resolve) {
  let shown = resolve(property);
  const real = alternatives(shown).filter((one) => resolve(one).type !== "null");
  if (real.length === 1) shown = resolve(real[0]);
  const inner = shown.items ? resolve(shown.items) : shown;
  return { shown, nested: inner.properties ? inner : undefined };
}

const alternatives = (schema) => schema.anyOf ?? schema.oneOf ?? schema.allOf ?? [];

function typeOf(property, resolve) {
  const schema = resolve(property);
  const several = alternatives(schema);
  if (several.length) return several.map((one) => typeOf(one, resolve)).join(" | ");
  if ("const" in schema) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (schema.type === "array") return `lista de ${typeOf(schema.items ?? {}, resolve)}`;
  return schema.format ?? [schema.type ?? schema.title ?? "cualquiera"].flat().join(" | ");
}

function limits(schema) {
  const words = {
    minLength: "mínimo", maxLength: "máximo", minimum: "desde", maximum: "hasta",
    minItems: "al menos", maxItems: "a lo sumo", pattern: "con la forma", default: "si falta",
  };
  return Object.entries(words)
    .filter(([name]) => schema[name] !== undefined && schema[name] !== null)
    .map(([name, word]) => `${word} ${typeof schema[name] === "object" ? JSON.stringify(schema[name]) : schema[name]}`)
    .join(", ");
}
