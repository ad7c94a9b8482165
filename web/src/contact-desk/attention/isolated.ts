/** A name inside a sentence: in whichever direction it is written, the sentence keeps its order. */
export function isolated(name: string): string {
  return `\u2068${name}\u2069`;
}
