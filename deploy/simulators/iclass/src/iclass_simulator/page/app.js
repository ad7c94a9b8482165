// The technicians' app. All addresses are relative: any prefix may stand before this page.

const TECHNICIANS = "api/app/technicians";
const REFRESH_MS = 4000;

const STATES = {
  delivered: "Recibida",
  en_route: "En camino",
  on_site: "En el lugar",
  rescheduled: "Reprogramada",
};

const text = (name, label, required = true) => ({ name, label, required, kind: "textarea" });

// What each button does: its words, the path of its call, and what it asks for.
const ACTIONS = {
  "en-route": { label: "En camino", from: ["delivered"], primary: ["delivered"] },
  "on-site": { label: "En el lugar", from: ["delivered", "en_route"], primary: ["en_route"] },
  complete: {
    label: "Completar",
    from: ["delivered", "en_route", "on_site"],
    primary: ["on_site"],
    fields: [text("resolution", "Resolución"), text("observation", "Observación (opcional)", false)],
  },
  "follow-up": {
    label: "Seguimiento",
    from: ["delivered", "en_route", "on_site", "rescheduled"],
    fields: [text("text", "Seguimiento")],
    confirm: "Guardar",
  },
  reschedule: {
    label: "Reprogramar",
    from: ["delivered", "en_route", "on_site"],
    fields: [text("reason", "Motivo"), { name: "slot", label: "Turno propuesto (opcional)" }],
  },
  reject: {
    label: "Rechazar",
    from: ["delivered", "en_route", "on_site"],
    fields: [text("reason", "Motivo")],
    quiet: true,
  },
};

const byId = (id) => document.getElementById(id);
const chosen = byId("technician");
let shown = "";

async function call(path, body) {
  const request = body === undefined
    ? {}
    : { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const answer = await fetch(path, request);
  const content = await answer.json();
  if (!answer.ok) throw new Error(content.error?.message ?? `HTTP ${answer.status}`);
  return content;
}

const ordersOf = (technician) => `${TECHNICIANS}/${technician}/orders`;

async function refresh() {
  const technician = chosen.value;
  if (!technician) return;
  try {
    const orders = await call(ordersOf(technician));
    byId("connection").hidden = true;
    if (technician === chosen.value) show(orders);
  } catch {
    byId("connection").hidden = false;
  }
}

function show(orders) {
  const now = JSON.stringify(orders);
  if (now === shown) return; // nothing moves under the finger for nothing
  shown = now;
  byId("orders").replaceChildren(...orders.map(card));
  byId("empty").hidden = orders.length > 0;
}

function card(order) {
  const item = byId("order").content.cloneNode(true);
  const put = (selector, content) => {
    const element = item.querySelector(selector);
    element.textContent = content ?? "";
    element.hidden = !content;
    return element;
  };
  const { customer, schedule } = order;
  put(".type", order.orderType);
  put(".state", STATES[order.state] ?? order.state).dataset.state = order.state;
  put(".address", [customer.address, customer.city].filter(Boolean).join(", "));
  put(".who", [customer.name, customer.document].filter(Boolean).join(" · "));
  put(".when", appointment(order.state, schedule));
  put(".notes", order.notes);
  put(".number", order.workOrderNumber);
  put(".phone", customer.phone).href = `tel:${(customer.phone ?? "").replace(/[^+\d]/g, "")}`;
  const map = item.querySelector(".map");
  map.hidden = customer.lat == null || customer.lon == null;
  map.href = `geo:${customer.lat},${customer.lon}`;
  item.querySelector(".actions").replaceChildren(...buttons(order));
  return item;
}

function buttons(order) {
  return Object.entries(ACTIONS)
    .filter(([, action]) => action.from.includes(order.state))
    .map(([path, action]) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = action.label;
      button.classList.toggle("primary", action.primary?.includes(order.state) ?? false);
      button.classList.toggle("quiet", action.quiet ?? false);
      button.addEventListener("click", () => (action.fields ? ask(order, path, action) : tap(order, path, button)));
      return button;
    });
}

function appointment(state, schedule) {
  if (state === "rescheduled") return "Espera un nuevo turno";
  return schedule ? `${day(schedule.date)}, ${schedule.from} a ${schedule.to}` : "Sin turno";
}

function day(iso) {
  const date = new Date(`${iso}T12:00:00`);
  return date.toLocaleDateString("es", { weekday: "short", day: "numeric", month: "short" });
}

async function tap(order, path, button) {
  button.disabled = true;
  try {
    await call(`${ordersOf(order.technician.id)}/${order.workOrderNumber}/${path}`, {});
  } finally {
    button.disabled = false;
    await refresh();
  }
}

function ask(order, path, action) {
  byId("sheet-title").textContent = action.label;
  byId("sheet-order").textContent = `${order.workOrderNumber}\n${order.customer.address}`;
  byId("fields").replaceChildren(...action.fields.map(field));
  byId("confirm").textContent = action.confirm ?? action.label;
  byId("problem").hidden = true;
  byId("sheet").querySelector("form").onsubmit = (event) => {
    event.preventDefault();
    send(order, path);
  };
  byId("sheet").showModal();
}

function field({ name, label, required, kind }) {
  const wrapper = document.createElement("label");
  const caption = document.createElement("span");
  caption.textContent = label;
  wrapper.append(caption, kind === "textarea" ? textarea(name, required) : slotInputs());
  return wrapper;
}

function textarea(name, required) {
  return Object.assign(document.createElement("textarea"), { name, required, maxLength: 5000 });
}

function slotInputs() {
  const group = document.createElement("div");
  const input = (name, type, label) => {
    const element = Object.assign(document.createElement("input"), { name, type });
    element.setAttribute("aria-label", label);
    return element;
  };
  const hours = document.createElement("div");
  hours.className = "window";
  hours.append(input("from", "time", "Desde"), input("to", "time", "Hasta"));
  group.append(input("date", "date", "Día"), hours);
  return group;
}

async function send(order, path) {
  const given = Object.fromEntries(new FormData(byId("sheet").querySelector("form")));
  const { date, from, to, ...words } = given;
  const body = Object.fromEntries(Object.entries(words).filter(([, value]) => value.trim()));
  if (date || from || to) body.slot = { date, from, to };
  byId("confirm").disabled = true;
  try {
    if (body.slot && !(date && from && to)) throw new Error("Al turno le falta el día o una hora.");
    await call(`${ordersOf(order.technician.id)}/${order.workOrderNumber}/${path}`, body);
    byId("sheet").close();
    await refresh();
  } catch (error) {
    byId("problem").textContent = `No se guardó: ${error.message}`;
    byId("problem").hidden = false;
  } finally {
    byId("confirm").disabled = false;
  }
}

async function start() {
  const everyone = await call(TECHNICIANS);
  chosen.replaceChildren(...everyone.map(({ id, name }) => new Option(`${name} (${id})`, id)));
  const wanted = location.hash.slice(1);
  if (everyone.some(({ id }) => id === wanted)) chosen.value = wanted;
  await refresh();
}

chosen.addEventListener("change", () => {
  location.hash = chosen.value;
  shown = "";
  refresh();
});
byId("back").addEventListener("click", () => byId("sheet").close());
document.addEventListener("visibilitychange", () => document.hidden || refresh());
setInterval(() => document.hidden || refresh(), REFRESH_MS);
start().catch(() => { byId("connection").hidden = false; });
