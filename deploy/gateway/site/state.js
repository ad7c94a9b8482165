// Shows, next to each part, whether it works now.

const EVERY_MS = 5000;
const PATIENCE_MS = 7000;

const parts = [...document.querySelectorAll("[data-part]")].map((item) => {
  const state = document.createElement("span");
  state.className = "state";
  state.textContent = "Consultando…";
  item.append(state);
  return { name: item.dataset.part, state };
});

async function ask(name) {
  try {
    const answer = await fetch(`/state/${name}`, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS) });
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
    parts[place].state.dataset.state = state;
    put(parts[place].state, text);
  });
  put(document.getElementById("overall"), overall(found));
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
