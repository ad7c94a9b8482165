let taken = "";

/** What a letter's link brings behind `#`, which no server has seen. The address stays in the
 * browser's history; the token need not. Asked again it answers the same: a page that waits for a
 * part of itself is drawn a second time, and has forgotten all until then. */
export function takeToken(): string {
  const token = new URLSearchParams(window.location.hash.slice(1)).get("token") ?? "";
  if (token !== "") {
    taken = token;
    window.history.replaceState(null, "", window.location.pathname);
  }
  return taken;
}
