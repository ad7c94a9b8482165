// What outlives a reload: the secret of the chat, what is still to be sent or being written, what was seen.
export class Memory {
  constructor(site) {
    this.key = `tero-chat:${site}`;
    this.held = { secret: "", starting: null, unsent: [], typed: "", seen: [] };
    try {
      Object.assign(this.held, JSON.parse(localStorage.getItem(this.key) || "{}"));
    } catch { /* without a storage it lasts as long as the page */ }
  }

  get secret() { return this.held.secret; }
  get starting() { return this.held.starting; }
  set starting(chat) { this.put({ starting: chat }); }
  get unsent() { return this.held.unsent; }
  get typed() { return this.held.typed; }
  set typed(text) { this.put({ typed: text }); }

  begin(secret) { this.put({ secret, starting: null, unsent: [], typed: "", seen: [] }); }
  leave() { this.put({ secret: "", starting: null, unsent: [], typed: "", seen: [] }); }
  keep(message) { this.put({ unsent: [...this.unsent, message] }); }
  forget(id) {
    if (this.unsent.some((each) => each.client_id === id))
      this.put({ unsent: this.unsent.filter((each) => each.client_id !== id) });
  }
  // Its files are not there any more: the text goes without them.
  bare(id) {
    this.put({ unsent: this.unsent.map((each) => each.client_id === id ? { ...each, attachments: [] } : each) });
  }
  hasSeen(id) { return this.held.seen.includes(id); }
  see(ids) { if (!ids.every((id) => this.hasSeen(id))) this.put({ seen: ids }); }

  put(change) {
    Object.assign(this.held, change);
    try {
      localStorage.setItem(this.key, JSON.stringify(this.held));
    } catch { /* as above */ }
  }
}
