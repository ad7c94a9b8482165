/** Gathers what comes in a hurry, and hands it on once a frame. */
export interface Gathering<T> {
  /** Of several under one name only the last is handed on. */
  add: (name: string, thing: T) => void;
  /** Hands on now what has come, where somebody cannot wait. */
  flush: () => void;
  /** Forgets what has come; nothing is handed on any more unless something is added. */
  drop: () => void;
}

/** Calls back soon, once; what it returns calls it off. */
export type Soon = (run: () => void) => () => void;

const HIDDEN = 1_000;

export function gather<T>(handOn: (things: T[]) => void, soon: Soon = nextFrame): Gathering<T> {
  const come = new Map<string, T>();
  let callOff: (() => void) | null = null;
  const drop = () => {
    callOff?.();
    callOff = null;
    come.clear();
  };
  const flush = () => {
    const things = [...come.values()];
    drop();
    if (things.length > 0) handOn(things);
  };
  const add = (name: string, thing: T) => {
    // The last one said is the last one in its turn, too.
    come.delete(name);
    come.set(name, thing);
    callOff ??= soon(flush);
  };
  return { add, flush, drop };
}

/** Before the next frame is drawn; a page that nobody sees draws none, and is told by a timer. */
function nextFrame(run: () => void): () => void {
  const frame = requestAnimationFrame(run);
  const timer = window.setTimeout(run, HIDDEN);
  return () => {
    cancelAnimationFrame(frame);
    window.clearTimeout(timer);
  };
}
