/** Where somebody was before they left for the provider, in this tab. */

const KEY = "tero.return";
const HOME = "/console/";
/** Nobody comes back to the pages by which one enters. */
const ENTRANCES = /^\/console\/(sign-on|set-password|survey)\b/;

export function keepPlace(): void {
  const { pathname, search } = window.location;
  sessionStorage.setItem(KEY, ENTRANCES.test(pathname) ? HOME : pathname + search);
}

/** Whether somebody left from a place here to come back to it. */
export function hasPlace(): boolean {
  return sessionStorage.getItem(KEY) !== null;
}

export function takePlace(): string {
  const kept = sessionStorage.getItem(KEY);
  sessionStorage.removeItem(KEY);
  return keptPlace(kept);
}

/** Only ever an address of the console. */
export function keptPlace(kept: string | null): string {
  return kept?.startsWith(HOME) ? kept : HOME;
}
