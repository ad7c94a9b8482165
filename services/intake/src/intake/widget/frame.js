// The visitor's side of a chat. Nothing that anybody wrote is ever read as HTML.
import { Drawing } from "/widget/drawing.js";
import { Files } from "/widget/files.js";
import { Line } from "/widget/line.js";
import { Memory } from "/widget/memory.js";
import { moment, say, translate } from "/widget/words.js";
import { Writing, newId } from "/widget/writing.js";

const site = new URLSearchParams(location.search).get("site") || "";
const memory = new Memory(site);
const line = new Line(`/api/v1/intake/web-chat/${encodeURIComponent(site)}`);
const part = (id) => document.getElementById(id);

const known = new Map();
const drawing = new Drawing(part("log"), part("messages"), new Files(line));
let revision = 0;
let told = { delivered: new Set(), seen: new Set() };
let isOpen = window.parent === window;
let typingUntil = 0;
let hours = {};
let isClosed = false;

function tellPage(message) {
  if (window.parent !== window) window.parent.postMessage(message, "*");
}

function newSecret() {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function draw() {
  drawing.show([...known.values()], memory.unsent, isClosed);
}

function hear(message) {
  known.set(message.id, message);
  revision = Math.max(revision, message.revision);
  if (message.author !== "customer") typingUntil = 0;
  if (message.client_id) memory.forget(message.client_id);
}

function waiting() {
  if (!hours.out_of_hours) return say("waiting");
  return hours.next_opening ? say("away", moment(hours.next_opening)) : say("awayLong");
}

// The live line says who attends, and nothing of hours: those of the last reading hold.
function stand(chat) {
  if ("out_of_hours" in chat) hours = chat;
  isClosed = chat.state === "closed";
  part("agent").textContent = isClosed ? "" : chat.agent ? say("attended", chat.agent) : waiting();
  part("ended").hidden = !isClosed;
  part("write").hidden = isClosed;
  if (isClosed) draw();
}

function take(chat) {
  chat.messages.forEach(hear);
  stand(chat);
  draw();
  confirm();
}

function replies() {
  return [...known.values()].filter((each) => each.author === "operator");
}

async function confirm() {
  const state = isOpen && document.visibilityState === "visible" ? "seen" : "delivered";
  const ids = replies().map((each) => each.id);
  if (state === "seen") memory.see(ids);
  tellPage({ tero: "unread", count: ids.filter((id) => !memory.hasSeen(id)).length });
  const news = ids.filter((id) => !told[state].has(id));
  if (!news.length) return;
  news.forEach((id) => told[state].add(id));
  try {
    await line.post("/receipts", { revision, state });
  } catch {
    news.forEach((id) => told[state].delete(id));
  }
}

const writing = new Writing(part, line, memory, { draw, take, closed: () => stand({ state: "closed" }) });

async function begin(event) {
  event.preventDefault();
  const button = part("begin").querySelector("button");
  const chat = memory.starting || { secret: newSecret(), client_id: newId() };
  memory.starting = chat;
  line.secret = chat.secret;
  button.disabled = true;
  part("begin-problem").textContent = "";
  try {
    const national = part("national-id").value.trim();
    const answer = await line.post("/chats", {
      client_id: chat.client_id, name: part("name").value.trim(), text: part("first").value,
      ...(national ? { national_id: national } : {}),
    });
    memory.begin(chat.secret);
    part("begin").reset();
    enter();
    take(answer);
    part("text").focus();
  } catch (problem) {
    part("begin-problem").textContent = say(problem.status === 422 ? "incomplete" : "failed");
  } finally {
    button.disabled = false;
  }
}

function enter() {
  part("begin").hidden = true;
  part("talk").hidden = false;
  tellPage({ tero: "started", value: true });
  line.listen(() => revision, { take, hear: (each) => { hear(each); draw(); confirm(); }, stand,
    typing: () => { typingUntil = Date.now() + 6000; type(); },
    connected: (is) => { part("connection").hidden = is; if (is) writing.connected(); },
    lost: leave });
}

function leave() {
  line.hangUp();
  // What did not get through any more begins the next conversation.
  const left = [...memory.unsent.map((each) => each.text), part("text").value];
  part("first").value ||= left.filter((each) => each.trim()).join("\n").slice(0, part("first").maxLength);
  memory.leave();
  isClosed = false;
  known.clear();
  drawing.clear();
  writing.clear();
  revision = 0;
  told = { delivered: new Set(), seen: new Set() };
  tellPage({ tero: "started", value: false });
  part("talk").hidden = true;
  part("begin").hidden = false;
  part("agent").textContent = "";
  part("connection").hidden = true;
  part("name").focus();
}

function type() {
  const left = typingUntil - Date.now();
  part("typing").textContent = left > 0 ? say("typing") : "";
  if (left > 0) setTimeout(type, left + 50);
}

translate(document);
part("begin").addEventListener("submit", begin);
part("again").addEventListener("click", leave);
part("close").addEventListener("click", () => tellPage({ tero: "close" }));
document.addEventListener("keydown", (event) => { if (event.key === "Escape") tellPage({ tero: "close" }); });
document.addEventListener("visibilitychange", confirm);
window.addEventListener("message", (event) => {
  if (event.source !== window.parent || !event.data) return;
  if (event.data.tero === "open" || event.data.tero === "closed") {
    isOpen = event.data.tero === "open";
    confirm();
  }
});

part("close").hidden = window.parent === window;
if (memory.secret) {
  line.secret = memory.secret;
  enter();
  draw();
} else {
  part("begin").hidden = false;
}
