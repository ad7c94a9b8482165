// Files that go with the next message. They are uploaded as soon as they are chosen, one after the
// other, and on a bad line again by themselves.
import { bytes, say } from "/widget/words.js";

const LARGEST = 10 * 1024 * 1024;
const MOST = 5;
const WAITS = [2000, 4000, 8000, 15000, 15000];
// Why a file is not taken, however often it is sent.
const REFUSALS = {
  "unsupported-file": "unsupported", "body-too-large": "tooLarge", "no-room-for-file": "chatIsFull",
  "too-many-attachments": "chatIsFull", "attachments-are-off": "off", "contact-is-closed": "over",
};

function made(tag, text, act) {
  const element = document.createElement(tag);
  if (text) element.textContent = text;
  if (act) {
    element.type = "button";
    element.addEventListener("click", act);
  }
  return element;
}

function mayHeal(problem) {
  return [0, 400, 408, 429].includes(problem.status) || problem.status >= 500;
}

export class Tray {
  constructor(list, note, line, changed) {
    Object.assign(this, { list, note, line, changed, items: [] });
  }

  get isEmpty() { return !this.items.length; }
  get isBusy() { return this.items.some((each) => ["waiting", "uploading"].includes(each.state)); }
  get isStuck() { return this.items.some((each) => each.state === "stuck"); }

  tell(text) { this.note.textContent = text; }

  add(files) {
    this.tell("");
    for (const file of files) {
      if (this.items.length === MOST) return this.tell(say("tooMany"));
      if (!file.size) this.tell(`${file.name}: ${say("empty")}`);
      else if (file.size > LARGEST) this.tell(`${file.name}: ${say("tooLarge")}`);
      else this.begin(file);
    }
  }

  begin(file) {
    const item = { file, tries: 0, later: 0, shown: made("li") };
    item.progress = made("progress");
    item.progress.max = 1;
    item.progress.setAttribute("aria-label", say("uploading", file.name));
    item.told = made("small");
    item.retry = made("button", "↻", () => this.again(item));
    item.retry.setAttribute("aria-label", say("retry", file.name));
    const remove = made("button", "×", () => this.drop(item));
    remove.setAttribute("aria-label", say("remove", file.name));
    item.shown.append(made("span", `${file.name} · ${bytes(file.size)}`), item.told, item.progress, item.retry, remove);
    this.items.push(item);
    this.list.append(item.shown);
    this.again(item);
  }

  again(item) {
    clearTimeout(item.later);
    Object.assign(item, { tries: 0, later: 0 });
    this.stand(item, "waiting");
    this.next();
  }

  next() {
    if (this.items.some((each) => each.state === "uploading")) return;
    const item = this.items.find((each) => each.state === "waiting" && !each.later);
    if (item) this.upload(item);
  }

  async upload(item) {
    this.stand(item, "uploading");
    try {
      item.call = this.line.upload(item.file, (share) => { item.progress.value = share; });
      item.view = await item.call.done;
      this.stand(item, "ready");
    } catch (problem) {
      if (this.items.includes(item)) this.explain(item, problem);
    }
    this.next();
  }

  explain(item, problem) {
    const refusal = REFUSALS[problem.code];
    if (refusal || !mayHeal(problem)) {
      this.drop(item);
      this.tell(`${item.file.name}: ${say(refusal || "refused")}`);
    } else if (item.tries < WAITS.length) {
      this.stand(item, "waiting");
      item.later = setTimeout(() => { item.later = 0; this.next(); }, WAITS[item.tries++]);
    } else {
      this.stand(item, "stuck");
    }
  }

  stand(item, state) {
    item.state = state;
    item.progress.hidden = !["waiting", "uploading"].includes(state);
    item.retry.hidden = state !== "stuck";
    item.told.textContent = item.progress.hidden ? say(state) : "";
    this.changed();
  }

  // The line is back: nobody waits for the next try.
  hurry() {
    for (const item of this.items) if (item.state === "stuck" || item.later) this.again(item);
  }

  drop(item) {
    this.items = this.items.filter((each) => each !== item);
    clearTimeout(item.later);
    item.call?.stop();
    item.shown.remove();
    this.changed();
  }

  // What goes with a message now.
  take() {
    const taken = this.items.map((each) => each.view);
    this.clear();
    return taken;
  }

  clear() {
    for (const item of [...this.items]) this.drop(item);
    this.tell("");
  }
}
