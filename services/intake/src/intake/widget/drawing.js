// Shows a conversation. What anybody wrote becomes text, never markup.
import { language, say } from "/widget/words.js";

function clock(at) {
  return new Date(at).toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit" });
}

function made(message) {
  const item = document.createElement("li");
  item.className = message.author === "customer" ? "customer" : "agent";
  const text = document.createElement("p");
  text.textContent = message.text;
  item.append(text, document.createElement("small"));
  return item;
}

function note(message) {
  const who = message.author === "customer" ? (message.state || say("sent")) : (message.name || "");
  return [who, clock(message.at)].filter(Boolean).join(" · ");
}

export class Drawing {
  constructor(log, list, files) {
    this.log = log;
    this.list = list;
    this.files = files;
    this.items = new Map();
  }

  // What is there already stays the same element: screen readers tell only what is new.
  show(sent, waiting, isClosed = false) {
    const { log, list, items } = this;
    const isAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 60;
    const unsent = waiting.map((each) => ({ ...each, author: "customer", state: say(isClosed ? "unsent" : "sending") }));
    const ordered = sent.sort((a, b) =>
      a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : 1);
    const shown = [...ordered, ...unsent];
    const names = new Set(shown.map((each) => each.client_id || each.id));
    for (const [name, item] of items) if (!names.has(name)) { item.remove(); items.delete(name); }
    shown.forEach((message, place) => {
      const name = message.client_id || message.id;
      if (!items.has(name)) items.set(name, made(message));
      const item = items.get(name);
      this.attach(item, message);
      if (item.lastChild.textContent !== note(message)) item.lastChild.textContent = note(message);
      if (list.children[place] !== item) list.insertBefore(item, list.children[place] || null);
    });
    if (isAtEnd || unsent.length) log.scrollTop = log.scrollHeight;
  }

  // Once it has arrived, its files can be fetched.
  attach(item, message) {
    const attachments = message.attachments || [];
    const shown = `${Boolean(message.state)} ${attachments.map((each) => each.id).join(" ")}`;
    if (!attachments.length || item.dataset.files === shown) return;
    item.dataset.files = shown;
    item.querySelector(".files")?.remove();
    item.lastChild.before(this.files.listed(attachments, Boolean(message.state)));
  }

  clear() {
    this.show([], []);
    this.files.forget();
  }
}
