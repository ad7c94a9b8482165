// The files of a message. Pictures are shown small; all are for saving, and none is ever opened as
// a page. What they are, the desk has found out from their bytes.
import { bytes, say } from "/widget/words.js";

const LARGEST_PREVIEW = 2 * 1024 * 1024;
const PICTURES = ["image/jpeg", "image/png", "image/gif", "image/webp"];

export class Files {
  constructor(line) {
    this.line = line;
    this.addresses = [];
    this.seen = new IntersectionObserver((entries) => {
      for (const entry of entries) if (entry.isIntersecting) this.preview(entry.target);
    });
  }

  // A list of them; of a message that still waits they cannot be fetched.
  listed(attachments, isWaiting) {
    const list = document.createElement("ul");
    list.className = "files";
    for (const each of attachments) {
      const item = document.createElement("li");
      item.append(isWaiting ? this.name(each) : this.link(each));
      list.append(item);
    }
    return list;
  }

  name(file) {
    const text = document.createElement("span");
    text.textContent = `${file.name} · ${bytes(file.size)}`;
    return text;
  }

  link(file) {
    const button = document.createElement("button");
    button.type = "button";
    button.file = file;
    button.append(this.name(file), document.createElement("small"));
    button.setAttribute("aria-label", `${say("save", file.name)}, ${bytes(file.size)}`);
    button.addEventListener("click", () => this.save(button));
    if (PICTURES.includes(file.media_type) && file.size <= LARGEST_PREVIEW) this.seen.observe(button);
    return button;
  }

  async preview(button) {
    this.seen.unobserve(button);
    try {
      const content = await this.line.file(button.file.id);
      const picture = document.createElement("img");
      picture.alt = "";
      picture.src = this.address(content);
      picture.addEventListener("error", () => picture.remove());
      button.prepend(picture);
    } catch { /* its name is there */ }
  }

  async save(button) {
    const note = button.lastChild;
    note.textContent = "";
    button.disabled = true;
    try {
      const content = await this.line.file(button.file.id);
      const link = document.createElement("a");
      // By this type no browser opens it.
      link.href = this.address(new Blob([content], { type: "application/octet-stream" }));
      link.download = button.file.name;
      link.click();
    } catch (problem) {
      note.textContent = say(problem.status === 404 ? "gone" : "notSaved");
    } finally {
      button.disabled = false;
    }
  }

  address(content) {
    const address = URL.createObjectURL(content);
    this.addresses.push(address);
    return address;
  }

  forget() {
    this.seen.disconnect();
    this.addresses.forEach((each) => URL.revokeObjectURL(each));
    this.addresses = [];
  }
}
