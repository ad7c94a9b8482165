// Shows, next to each part, whether it works now.

const EVERY_MS = 5000;
const PATIENCE_MS = 7000;

const parts = [...document.querySelectorAll("[data-part]")].map((item) => {
  const state = document.createElement("span");
  state.className = "state";
  state.textContent = "Consultando…";
  item.append(state);
  const doors = document.querySelectorAll(`[data-needs="${item.dataset.part}"]`);
  return { name: item.dataset.part, state, places: [item, ...doors] };
});

async function ask(name) {
  try {
    const answer = await fetch(`/state/${name}`, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS) });
    // What a setting hides has no state at all: neither a row nor a link leads to it then.
    if (answer.status === 404) return { state: "hidden" };
    if (answer.ok) return { state: "up", text: "Funciona" };
    return reason(await answer.json());
  } catch {
    return { state: "down", text: "No responde" };
  }
}

function reason({ checks }) {
  if (!checks) return { state: "down", text: "No responde" };
  const failed = Object.keys(checks).filter((check) => !checks[check]);
  return { state: "waiting", text: `Espera: ${failed.join(", ")}` };
}

async function refresh() {
  const found = await Promise.all(parts.map(({ name }) => ask(name)));
  found.forEach(({ state, text }, place) => {
    for (const each of parts[place].places) each.hidden = state === "hidden";
    if (state === "hidden") return;
    parts[place].state.dataset.state = state;
    put(parts[place].state, text);
  });
  put(document.getElementById("overall"), overall(found.filter(({ state }) => state !== "hidden")));
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
