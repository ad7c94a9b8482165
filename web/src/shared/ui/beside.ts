/** Who settles one thing of a list after the other goes on at the next, also with keys alone. */
export function goBeside(item: HTMLElement | null): void {
  const next = item?.nextElementSibling ?? item?.previousElementSibling ?? item?.closest("main");
  if (next instanceof HTMLElement) next.focus();
}
