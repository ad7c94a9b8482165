/** Texts that were begun and not sent: they survive reloads, log-outs and lost networks. */

const PREFIX = "tero.draft";
const LONGEST_KEPT = 14 * 24 * 3_600_000;

export interface Draft {
  text: string;
  savedAt: number;
}

/** Drafts of one account, on this machine. What somebody else began is not theirs to see. */
export class Drafts {
  constructor(
    private readonly storage: Storage,
    private readonly accountId: string,
    private readonly now: () => number = Date.now,
  ) {}

  read(what: string): Draft | null {
    return parse(this.storage.getItem(this.key(what)));
  }

  /** Whether it is safe now; an empty text is none. */
  write(what: string, text: string): boolean {
    if (text.trim() === "") return this.forget(what);
    try {
      const draft: Draft = { text, savedAt: this.now() };
      this.storage.setItem(this.key(what), JSON.stringify(draft));
      return true;
    } catch {
      return false;
    }
  }

  forget(what: string): boolean {
    this.storage.removeItem(this.key(what));
    return true;
  }

  /** What is kept of this account under names that begin so. */
  names(beginning: string): string[] {
    const whole = this.key(beginning);
    return Object.keys(this.storage)
      .filter((key) => key.startsWith(whole))
      .map((key) => key.slice(this.key("").length));
  }

  /** Forgets what nobody came back to, of whomever. */
  sweep(): void {
    for (const key of Object.keys(this.storage)) {
      if (!key.startsWith(`${PREFIX}.`)) continue;
      const draft = parse(this.storage.getItem(key));
      if (draft === null || this.now() - draft.savedAt > LONGEST_KEPT) this.storage.removeItem(key);
    }
  }

  private key(what: string): string {
    return `${PREFIX}.${this.accountId}.${what}`;
  }
}

function parse(kept: string | null): Draft | null {
  if (kept === null) return null;
  try {
    const { text, savedAt } = JSON.parse(kept) as Partial<Draft>;
    return typeof text === "string" && typeof savedAt === "number" ? { text, savedAt } : null;
  } catch {
    return null;
  }
}
