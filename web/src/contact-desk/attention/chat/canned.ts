/** A `/` where a word begins, and what was typed behind it: a canned reply is asked for. */
export interface Asked {
  from: number;
  to: number;
  words: string;
}

export interface Written {
  text: string;
  caret: number;
}

const LONGEST = 60;

/** What is asked for where the caret is; a `/` inside a word or between blanks is just a `/`. */
export function askedAt(text: string, caret: number): Asked | null {
  const line = text.slice(0, caret).lastIndexOf("\n") + 1;
  const before = text.slice(line, caret);
  const at = before.lastIndexOf("/");
  if (at === -1 || (at > 0 && !/\s/.test(before.charAt(at - 1)))) return null;
  const words = before.slice(at + 1);
  if (/^\s/.test(words) || words.length > LONGEST) return null;
  return { from: line + at, to: caret, words };
}

/** The reply in place of what asked for it; whatever else was written, also meanwhile, stays. */
export function filledIn(now: Written, asked: Asked, reply: string): Written {
  const isThere = now.text.slice(asked.from, asked.to) === `/${asked.words}`;
  const { from, to } = isThere ? asked : { from: now.caret, to: now.caret };
  const text = now.text.slice(0, from) + reply + now.text.slice(to);
  const behind = Math.max(0, now.caret - to);
  return { text, caret: from + reply.length + behind };
}
