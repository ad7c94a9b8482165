// Renders the AsyncAPI 3 document: topics, their messages, fields and examples.

import { resolver, rowsOf } from "/asyncapi/schema.js";

function make(tag, attributes = {}, ...content) {
  const element = Object.assign(document.createElement(tag), attributes);
  element.append(...content.filter((part) => part != null && part !== ""));
  return element;
}

const pretty = (value) => make("pre", { tabIndex: 0 }, make("code", {}, JSON.stringify(value, null, 2)));
const told = (text) => text && make("p", { className: "description" }, text);

async function load() {
  const answer = await fetch("/asyncapi/asyncapi.json");
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  return answer.json();
}

function render(doc) {
  const resolve = resolver(doc, doc);
  const channels = Object.entries(doc.channels ?? {}).map(([id, given]) => ({ id, ...resolve(given) }));
  const title = doc.info?.title ?? "Eventos";
  document.title = `${title} · Tero`;
  document.getElementById("title").textContent = title;
  if (doc.info?.description) document.getElementById("lead").textContent = doc.info.description;
  document.getElementById("topics").append(contents(channels));
  document.getElementById("channels").append(...channels.map((channel) => section(channel, doc)));
}

function contents(channels) {
  return make("ul", {}, ...channels.map((channel) =>
    make("li", {}, make("a", { href: `#${channel.id}`, className: "topic" }, channel.address ?? channel.id))));
}

function section(channel, doc) {
  const heading = make("h2", { id: channel.id, className: "topic" }, channel.address ?? channel.id);
  const messages = Object.entries(channel.messages ?? {}).map(([id, given]) => message(id, given, doc));
  return make("section", {}, heading, told(channel.description ?? channel.summary), ...messages);
}

function message(id, given, doc) {
  const found = resolver(doc, doc)(given);
  const payload = found.payload?.schema ?? found.payload ?? {};
  const resolve = resolver(doc, payload);
  const summary = make("summary", {},
    make("code", {}, found.name ?? found.title ?? id),
    make("span", { className: "description" }, found.summary ?? found.description ?? resolve(payload).description ?? ""));
  const headers = found.headers && rowsOf(found.headers.schema ?? found.headers, resolver(doc, found.headers));
  return make("details", {}, summary, make("div", { className: "inside" },
    ...fields("Campos", rowsOf(payload, resolve)),
    ...fields("Encabezados", headers ?? []),
    ...examples(found, resolve(payload))));
}

function fields(title, rows) {
  if (!rows.length) return [];
  const head = make("tr", {}, ...["Campo", "Tipo", "Qué dice"].map((name) => make("th", { scope: "col" }, name)));
  const body = rows.map((row) => make("tr", {},
    make("td", {}, make("code", { className: `depth-${row.depth}` }, row.name)),
    make("td", {}, row.type, row.required ? "" : make("span", { className: "optional" }, " (opcional)")),
    make("td", {}, row.notes)));
  const table = make("table", {}, make("thead", {}, head), make("tbody", {}, ...body));
  return [make("h4", {}, title), make("div", { className: "scroller", tabIndex: 0 }, table)];
}

function examples(found, payload) {
  const given = found.examples ?? (payload.examples ?? []).map((example) => ({ payload: example }));
  return given.flatMap((example) => [
    make("h4", {}, example.name ? `Ejemplo: ${example.name}` : "Ejemplo"),
    pretty(example.headers ? example : example.payload ?? example),
  ]);
}

function openTarget() {
  document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
}

load()
  .then(render)
  .then(openTarget)
  .catch((error) => {
    document.getElementById("channels").append(
      make("p", { role: "alert" }, `No se pudo leer el documento (${error.message}). Recargue para intentar de nuevo.`));
  })
  .finally(() => document.getElementById("channels").removeAttribute("aria-busy"));
