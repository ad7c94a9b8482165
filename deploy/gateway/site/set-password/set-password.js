// Chooses a password by the token behind `#` in the address, which no server has seen.

const ANSWERS = {
  204: "La contraseña quedó guardada. Ya puede entrar con ella.",
  422: "Este enlace no sirve o ya venció, o la contraseña es demasiado corta. Pida otro enlace.",
  429: "Demasiados intentos. Espere unos minutos.",
};
const OTHERWISE = "No se pudo guardar ahora. Intente de nuevo en unos minutos.";

const token = new URLSearchParams(location.hash.slice(1)).get("token") ?? "";
// The address stays in the browser's history; the token need not.
history.replaceState(null, "", location.pathname);

const form = document.getElementById("form");
const answer = document.getElementById("answer");

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = form.querySelector("button");
  button.disabled = true;
  answer.textContent = "Guardando…";
  const status = await send(document.getElementById("password").value);
  answer.textContent = ANSWERS[status] ?? OTHERWISE;
  form.hidden = status === 204;
  button.disabled = false;
});

async function send(password) {
  try {
    const response = await fetch("/api/v1/passwords", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ token, password }),
    });
    return response.status;
  } catch {
    return 0;
  }
}
