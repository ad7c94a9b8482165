/** What a letter's link brings behind `#`, which no server has seen. The address stays in the
 * browser's history; the token need not. */
export function takeToken(): string {
  const token = new URLSearchParams(window.location.hash.slice(1)).get("token") ?? "";
  if (token !== "") window.history.replaceState(null, "", window.location.pathname);
  return token;
}
