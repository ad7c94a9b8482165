/** For comparing: capitals and accents do not matter to whoever types in a hurry. */
export function folded(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
}
