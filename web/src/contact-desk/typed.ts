/** What a filter asks for while this text stands in it; what is too little asks for nothing, so that
 * box and list never tell two things. */
export function askedBy(text: string, isReady: (text: string) => boolean = () => true): string {
  const wanted = text.trim();
  return isReady(wanted) ? wanted : "";
}
