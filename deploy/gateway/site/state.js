// Shows, next to each part, whether it works now. Of what only services can reach, they tell what they see.

const EVERY_MS = 5000;
const PATIENCE_MS = 7000;
const UP = { state: "up", text: "Funciona" };
const DOWN = { state: "down", text: "No responde" };

const seen = [...document.querySelectorAll("[data-seen]")].map((item) => ({ name: item.dataset.seen, state: stateOf(item) }));

const parts = [...document.querySelectorAll("[data-part]")].map((item) => {
  const state = stateOf(item);
  const doors = document.querySelectorAll(`[data-needs="${item.dataset.part}"]`);
  return { name: item.dataset.part, state, places: [item, ...doors] };
});

function stateOf(item) {
  const state = document.createElement("span");
  state.className = "state";
  state.textContent = "Consultando…";
  item.append(state);
  return state;
}

async function ask(name) {
  try {
    const answer = await fetch(`/state/${name}`, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS) });
    // What a setting hides has no state at all: neither a row nor a link leads to it then.
    if (answer.status === 404) return { state: "hidden" };
    // Some have nothing to say beyond that they work.
    const { checks, sees } = await answer.json().catch(() => ({}));
    const said = { ...checks, ...sees };
    return answer.ok ? { ...UP, said } : { ...reason(checks), said };
  } catch {
    return DOWN;
  }
}

// Services are asked, by the way, what they see of this one.
function opinion(name, found) {
  const said = found.flatMap((each, place) => (each.said && name in each.said ? [[parts[place].name, each.said[name]]] : []));
  const without = said.filter(([, works]) => !works).map(([service]) => service);
  if (said.length === 0) return { state: "waiting", text: "No se sabe" };
  if (without.length === said.length) return DOWN;
  return without.length ? { state: "waiting", text: `No responde a: ${without.join(", ")}` } : UP;
}

function reason(checks) {
  if (!checks) return DOWN;
  const failed = Object.keys(checks).filter((check) => !checks[check]);
  return { state: "waiting", text: `Espera: ${failed.join(", ")}` };
}

async function refresh() {
  const found = await Promise.all(parts.map(({ name }) => ask(name)));
  found.forEach(({ state }, place) => {
    for (const each of parts[place].places) each.hidden = state === "hidden";
  });
  const rows = [...parts, ...seen];
  const all = [...found, ...seen.map(({ name }) => opinion(name, found))];
  all.forEach(({ state, text }, place) => {
    if (state === "hidden") return;
    rows[place].state.dataset.state = state;
    put(rows[place].state, text);
  });
  put(document.getElementById("overall"), overall(all.filter(({ state }) => state !== "hidden")));
}

function overall(found) {
  const working = found.filter(({ state }) => state === "up").length;
  return working === found.length
    ? `Las ${found.length} funcionan.`
    : `Funcionan ${working} de ${found.length}.`;
}

// A screen reader repeats what is written again, so only changes are written.
function put(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

async function watch() {
  if (!document.hidden) await refresh();
  setTimeout(watch, EVERY_MS);
}

document.addEventListener("visibilitychange", () => document.hidden || refresh());
watch();
