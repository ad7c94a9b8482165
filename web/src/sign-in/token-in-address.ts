const KEY = "tero.token";

let taken = "";

/** What a letter's link brings behind `#`, which no server has seen. The address stays in the
 * browser's history; the token need not. Asked again it answers the same: a page that waits for a
 * part of itself is drawn a second time, and a telephone that was doing something else loads it anew. */
export function takeToken(): string {
  const { hash, pathname } = window.location;
  const token = new URLSearchParams(hash.slice(1)).get("token") ?? "";
  if (token !== "") {
    taken = token;
    keep(pathname, token);
    window.history.replaceState(null, "", pathname);
  }
  return taken || kept(pathname);
}

/** As long as this tab is open, and for this page alone. */
function keep(page: string, token: string): void {
  try {
    sessionStorage.setItem(`${KEY}.${page}`, token);
  } catch {
    // Without a storage it lasts until the page is loaded anew.
  }
}

function kept(page: string): string {
  try {
    return sessionStorage.getItem(`${KEY}.${page}`) ?? "";
  } catch {
    return "";
  }
}
