import { createStore, type Store } from "./store";

export const LANGUAGES = ["es", "en", "pt"] as const;
export const THEMES = ["system", "light", "dark"] as const;
export const DENSITIES = ["compact", "comfortable"] as const;

/** How one person wants the console to be, on this machine. */
export interface Settings {
  language: (typeof LANGUAGES)[number];
  theme: (typeof THEMES)[number];
  density: (typeof DENSITIES)[number];
  /** Of a list beside what is open of it, in rem. */
  listWidth: number;
}

export const LIST_WIDTH = { least: 18, usual: 24, most: 40 } as const;

const KEY = "tero.settings";
const DEFAULTS: Settings = {
  language: "es",
  theme: "system",
  density: "compact",
  listWidth: LIST_WIDTH.usual,
};

/** What is kept, where it can be understood; defaults for the rest. */
export function parseSettings(kept: string | null): Settings {
  let found: Partial<Record<keyof Settings, unknown>> = {};
  try {
    const parsed: unknown = JSON.parse(kept ?? "{}");
    if (typeof parsed === "object" && parsed !== null) found = parsed;
  } catch {
    return DEFAULTS;
  }
  return {
    language: oneOf(LANGUAGES, found.language, DEFAULTS.language),
    theme: oneOf(THEMES, found.theme, DEFAULTS.theme),
    density: oneOf(DENSITIES, found.density, DEFAULTS.density),
    listWidth: listWidthOf(found.listWidth),
  };
}

/** A width that a list can have, the nearest to what is asked for. */
export function listWidthOf(asked: unknown): number {
  if (typeof asked !== "number" || !Number.isFinite(asked)) return LIST_WIDTH.usual;
  return Math.min(Math.max(Math.round(asked * 2) / 2, LIST_WIDTH.least), LIST_WIDTH.most);
}

function oneOf<T>(all: readonly T[], found: unknown, otherwise: T): T {
  return all.find((each) => each === found) ?? otherwise;
}

export const settings: Store<Settings> = createStore(parseSettings(readKept()));

/** Changes some settings and keeps them. */
export function change(some: Partial<Settings>): void {
  settings.set({ ...settings.get(), ...some });
  keep(KEY, JSON.stringify(settings.get()));
}

function readKept(): string | null {
  return globalThis.localStorage?.getItem(KEY) ?? null;
}

/** A full or forbidden storage must not break what people do; they lose a preference, no work. */
function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    return;
  }
}
