const LONGEST = 60;

/** A name as a code: “Reclamo técnico” is `reclamo-tecnico`; numbered where that is taken. */
export function codeOf(name: string, taken: readonly string[] = []): string {
  const plain = name
    .normalize("NFD")
    .replace(/\p{Mark}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, LONGEST)
    .replace(/-$/, "");
  if (plain === "" || !taken.includes(plain)) return plain;
  let number = 2;
  while (taken.includes(`${plain.slice(0, LONGEST - 4)}-${number}`)) number += 1;
  return `${plain.slice(0, LONGEST - 4)}-${number}`;
}
