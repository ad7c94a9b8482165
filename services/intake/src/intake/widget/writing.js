// What a visitor writes and attaches, until the desk has it.
import { Tray } from "/widget/tray.js";
import { say } from "/widget/words.js";

const RETRY = 2000;

export function newId() {
  return crypto.randomUUID ? crypto.randomUUID()
    : Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, "0")).join("");
}

export class Writing {
  // `on.draw`, `on.take` (a chat that was answered) and `on.closed` tell the rest of the page.
  constructor(part, line, memory, on) {
    Object.assign(this, { part, line, memory, on, isSending: false, waits: false, lastTyped: 0 });
    this.tray = new Tray(part("tray"), part("file-note"), line, () => this.look());
    this.listen();
  }

  listen() {
    const { part, tray, memory } = this;
    part("write").addEventListener("submit", (event) => { event.preventDefault(); this.submit(); });
    part("text").value = memory.typed;
    part("text").addEventListener("input", () => { memory.typed = part("text").value; this.type(); });
    part("text").addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      part("write").requestSubmit();
    });
    part("attach").addEventListener("click", () => part("files").click());
    part("files").addEventListener("change", () => { tray.add(part("files").files); part("files").value = ""; });
    part("text").addEventListener("paste", (event) => {
      const given = event.clipboardData;
      if (!given.files.length || given.getData("text/plain")) return;
      event.preventDefault();
      tray.add(given.files);
    });
    this.listenToDrops();
  }

  // A file that is dropped anywhere is not opened instead of the chat.
  listenToDrops() {
    const { part, tray } = this;
    const isOpen = () => !part("talk").hidden && !part("write").hidden;
    const mark = (event, is) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      part("drop").hidden = !(is && isOpen());
    };
    document.addEventListener("dragover", (event) => mark(event, true));
    document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) mark(event, false); });
    document.addEventListener("drop", (event) => {
      mark(event, false);
      if (isOpen()) tray.add(event.dataTransfer.files);
    });
  }

  submit() {
    const { part, tray, memory } = this;
    const text = part("text").value;
    this.waits = false;
    if (!text.trim() && tray.isEmpty) return;
    if (tray.isStuck) return tray.tell(say("dropFirst"));
    if (tray.isBusy) {
      this.waits = true;
      return tray.tell(say("goesLater"));
    }
    part("text").value = "";
    const message = { client_id: newId(), text, at: new Date().toISOString(), attachments: tray.take() };
    memory.typed = "";
    memory.keep(message);
    this.on.draw();
    this.sendAll();
  }

  // Something became of a file.
  look() {
    if (this.waits && !this.tray.isBusy) this.submit();
  }

  async sendAll() {
    if (this.isSending) return;
    this.isSending = true;
    const { memory, line } = this;
    try {
      while (memory.unsent.length) {
        const { client_id, text, attachments = [] } = memory.unsent[0];
        const chat = await line.post("/messages", { client_id, text, attachments: attachments.map((each) => each.id) });
        memory.forget(client_id);
        this.on.take(chat);
      }
    } catch (problem) {
      this.explain(problem);
    } finally {
      this.isSending = false;
    }
  }

  explain(problem) {
    const { memory, on } = this;
    const refused = memory.unsent[0];
    if (problem.code === "contact-is-closed") return on.closed();
    if (problem.status !== 422 || !refused) return setTimeout(() => this.sendAll(), RETRY);
    if (problem.code === "unknown-attachment") this.tray.tell(say("forgotten"));
    if (problem.code === "unknown-attachment" && refused.text.trim()) {
      memory.bare(refused.client_id);
      setTimeout(() => this.sendAll(), 0);
    } else {
      memory.forget(refused.client_id);
      if (refused.text.trim()) this.giveBack(refused.text);
    }
    on.draw();
  }

  // The desk does not take it as it is.
  giveBack(text) {
    const field = this.part("text");
    field.value = [text, field.value].filter(Boolean).join("\n");
    this.memory.typed = field.value;
    this.tray.tell(`${say("text")}: ${say("refused")}`);
  }

  type() {
    if (Date.now() - this.lastTyped < 3000) return;
    this.lastTyped = Date.now();
    this.line.post("/typing", {}).catch(() => { /* only a courtesy */ });
  }

  connected() {
    this.sendAll();
    this.tray.hurry();
  }

  clear() {
    this.part("text").value = "";
    this.waits = false;
    this.tray.clear();
  }
}
