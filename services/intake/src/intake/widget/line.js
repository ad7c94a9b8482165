// Speaks with the desk: requests, and the live stream with whatever was missed while it was cut.
const LONGEST_WAIT = 15000;

export class Problem extends Error {
  constructor(status, code) {
    super(code);
    this.status = status;
    this.code = code;
  }
}

function parsed(text) {
  try { return JSON.parse(text); } catch { return {}; }
}

// As much of a name as the desk takes, without halves of letters.
function bare(name) {
  return [...name].slice(0, 200).join("").replace(/[\ud800-\udfff]/gu, "");
}

export class Line {
  constructor(base) {
    this.base = base;
    this.secret = "";
    this.call = null;
  }

  async post(path, body) {
    return this.answer(await fetch(this.base + path, {
      method: "POST", body: JSON.stringify(body),
      headers: { ...this.proof(), "Content-Type": "application/json" },
    }));
  }

  async get(path, signal) {
    return this.answer(await fetch(this.base + path, { headers: this.proof(), signal }));
  }

  // One file; `fetch` could not tell how far it is.
  upload(file, tell) {
    const call = new XMLHttpRequest();
    const done = new Promise((resolve, reject) => {
      call.upload.addEventListener("progress", (event) => tell(event.loaded / event.total));
      call.addEventListener("load", () => {
        const body = parsed(call.responseText);
        if (call.status === 201 && body.id) resolve(body);
        else reject(new Problem(call.status, body.code || "failed"));
      });
      for (const end of ["error", "abort"]) call.addEventListener(end, () => reject(new Problem(0, end)));
    });
    call.open("POST", `${this.base}/attachments?name=${encodeURIComponent(bare(file.name))}`);
    call.setRequestHeader("Authorization", this.proof().Authorization);
    call.setRequestHeader("Content-Type", "application/octet-stream");
    call.send(file);
    return { done, stop: () => call.abort() };
  }

  async file(id) {
    const answer = await fetch(`${this.base}/attachments/${id}`, { headers: this.proof() });
    return answer.ok ? answer.blob() : this.answer(answer);
  }

  hangUp() {
    if (this.call) this.call.abort();
    this.call = null;
  }

  async listen(revision, on) {
    this.hangUp();
    const call = new AbortController();
    this.call = call;
    for (let wait = 1000; this.call === call; wait = Math.min(wait * 2, LONGEST_WAIT)) {
      try {
        on.take(await this.get(`/messages?since=${revision()}`, call.signal));
        on.connected(true);
        const stream = await fetch(`${this.base}/stream?since=${revision()}`,
          { headers: this.proof(), signal: call.signal });
        if (stream.ok) {
          wait = 1000;
          await this.read(stream, revision, on, call.signal);
        } else {
          await this.answer(stream);
        }
      } catch (problem) {
        if (call.signal.aborted) return;
        if (problem.status === 401 || problem.status === 404) return on.lost();
        on.connected(false);
      }
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }

  async read(stream, revision, on, signal) {
    const reader = stream.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let rest = ""; ;) {
      const { value, done } = await reader.read();
      if (done) return;
      const blocks = (rest + value.replaceAll("\r", "")).split("\n\n");
      rest = blocks.pop();
      for (const block of blocks) {
        const event = /^event: ?(.*)$/m.exec(block);
        const data = /^data: ?(.*)$/m.exec(block);
        if (!event || !data) continue;
        if (event[1] === "message") on.hear(JSON.parse(data[1]));
        if (event[1] === "chat") on.stand(JSON.parse(data[1]));
        if (event[1] === "typing") on.typing();
        if (event[1] === "reset") on.take(await this.get(`/messages?since=${revision()}`, signal));
      }
    }
  }

  proof() {
    return { Authorization: `Bearer ${this.secret}` };
  }

  async answer(response) {
    if (response.status === 204) return null;
    const body = await response.json().catch(() => ({}));
    if (!response.ok) throw new Problem(response.status, body.code || "failed");
    return body;
  }
}
