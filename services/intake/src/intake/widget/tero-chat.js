// The chat of a company, on any page of theirs:
//   <script src="https://…/widget/tero-chat.js" data-site="the site's public key" defer></script>
// A button, and behind it a frame of the company's own origin: this page can neither read what is
// said there, nor disturb how it looks.
(() => {
  const script = document.currentScript;
  const origin = new URL(script.src).origin;
  const site = script.dataset.site || "";
  const WORDS = {
    es: { open: "Abrir el chat", close: "Cerrar el chat", one: "mensaje nuevo", many: "mensajes nuevos" },
    en: { open: "Open the chat", close: "Close the chat", one: "new message", many: "new messages" },
    pt: { open: "Abrir o chat", close: "Fechar o chat", one: "mensagem nova", many: "mensagens novas" },
  };
  // What the tag says, else the page, else the browser.
  const language = [script.dataset.lang, document.documentElement.lang, ...navigator.languages, "es"]
    .map((each) => (each || "").slice(0, 2).toLowerCase()).find((each) => Object.hasOwn(WORDS, each));
  const words = WORDS[language];
  const label = script.dataset.label || words.open;
  const STARTED = `tero-chat-started:${site}`;
  const NARROW = 480;

  const host = document.createElement("div");
  host.id = "tero-chat";
  const root = host.attachShadow({ mode: "open" });
  const button = document.createElement("button");
  const panel = document.createElement("div");
  let frame = null;
  let isOpen = false;
  let unread = 0;

  function styled(element, rules) {
    for (const [name, value] of Object.entries(rules)) element.style.setProperty(name, value);
    return element;
  }

  styled(button, {
    position: "fixed", right: "16px", bottom: "16px", "z-index": "2147483000",
    "min-width": "56px", height: "56px", padding: "0 18px", border: "0", "border-radius": "28px",
    font: "600 16px system-ui, sans-serif", color: "#fff", background: "#0b5cab", cursor: "pointer",
    "box-shadow": "0 4px 16px rgb(0 0 0 / .3)",
  });
  button.type = "button";
  button.setAttribute("aria-controls", "panel");
  panel.id = "panel";

  function place() {
    const isNarrow = window.innerWidth <= NARROW;
    styled(panel, {
      display: isOpen ? "block" : "none", position: "fixed", "z-index": "2147483001",
      overflow: "hidden", background: "#fff", "box-shadow": "0 8px 32px rgb(0 0 0 / .3)",
      right: isNarrow ? "0" : "16px", bottom: isNarrow ? "0" : "84px",
      width: isNarrow ? "100%" : "380px", height: isNarrow ? "100%" : "min(600px, 100vh - 108px)",
      "border-radius": isNarrow ? "0" : "12px",
    });
  }

  function name() {
    const news = unread ? ` (${unread} ${unread === 1 ? words.one : words.many})` : "";
    button.textContent = unread ? `Chat · ${unread}` : "Chat";
    button.setAttribute("aria-label", (isOpen ? words.close : label) + news);
    button.setAttribute("aria-expanded", String(isOpen));
  }

  function makeFrame() {
    frame = document.createElement("iframe");
    frame.title = "Chat";
    frame.src = `${origin}/widget/frame?site=${encodeURIComponent(site)}&lang=${language}`;
    styled(frame, { border: "0", width: "100%", height: "100%", display: "block" });
    frame.addEventListener("load", tell);
    panel.append(frame);
  }

  function tell() {
    if (frame) frame.contentWindow.postMessage({ tero: isOpen ? "open" : "closed" }, origin);
  }

  function show(open) {
    isOpen = open;
    if (open && !frame) makeFrame();
    place();
    name();
    tell();
    if (open) frame.focus();
    else button.focus();
  }

  const remembered = {
    get started() {
      try { return localStorage.getItem(STARTED) === "1"; } catch { return false; }
    },
    set started(value) {
      try { localStorage.setItem(STARTED, value ? "1" : "0"); } catch { /* only a convenience */ }
    },
  };

  window.addEventListener("message", (event) => {
    if (!frame || event.source !== frame.contentWindow || event.origin !== origin) return;
    const said = event.data || {};
    if (said.tero === "close") show(false);
    if (said.tero === "started") remembered.started = said.value === true;
    if (said.tero === "unread") {
      unread = Number(said.count) || 0;
      name();
    }
  });
  button.addEventListener("click", () => show(!isOpen));
  window.addEventListener("resize", place);

  root.append(panel, button);
  document.body.append(host);
  place();
  name();
  // Whoever is in a chat hears of news although the panel is closed.
  if (remembered.started) makeFrame();
})();
