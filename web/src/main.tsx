import { createRoot } from "react-dom/client";
import "./styles.css";
import { App } from "./App";
import { watchConnection } from "./shared/api/connection";
import { Drafts } from "./shared/drafts";
import { startWords } from "./shared/i18n";

// A page of before an update asks for parts that are no more: the new one has them.
window.addEventListener("vite:preloadError", () => window.location.reload());

watchConnection();
new Drafts(localStorage, "").sweep();
const root = document.getElementById("root");
// Not awaited by the module: parts that come later wait for this one, the words among them.
void startWords().then(() => root && createRoot(root).render(<App />));
