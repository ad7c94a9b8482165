/** Where changes of a list come from: a stream while there is one, else asking again and again. */

export interface Told<R> {
  /** A row is in the list: new or changed. */
  row: (row: R) => void;
  /** A row is in the list no longer. */
  gone: (id: string) => void;
  /** What the badges say; as the service answers it. */
  counts: (counts: unknown) => void;
  /** Who else is at a row, all of them; null: it is not known any more of any. */
  presence: (sign: unknown) => void;
  /** Something may have been missed: read the beginning again. */
  reset: () => void;
  state: (state: LiveState) => void;
}

export type LiveState = "connecting" | "live" | "polling";

const ASK_EVERY = 4_000;
const STREAM_AGAIN = 15_000;

/** Begins to tell; what it returns ends it. */
export function listen<R>(address: string, told: Told<R>): () => void {
  let stream: EventSource | null = null;
  let asking: number | undefined;
  let again: number | undefined;

  const ask = () => {
    if (!document.hidden) told.reset();
  };
  const poll = () => {
    told.state("polling");
    asking ??= window.setInterval(ask, ASK_EVERY);
  };
  const open = () => {
    stream = new EventSource(address);
    stream.onopen = () => {
      window.clearInterval(asking);
      asking = undefined;
      told.state("live");
      told.presence(null);
      // Between the first page and now something may have happened.
      told.reset();
    };
    stream.onerror = () => {
      poll();
      told.presence(null);
      if (stream?.readyState !== EventSource.CLOSED) return;
      // It was refused: asking finds out why, and renews the session where that has helped.
      ask();
      again = window.setTimeout(open, STREAM_AGAIN);
    };
    on(stream, "row", (data) => told.row(data as R));
    on(stream, "gone", (data) => told.gone((data as { id: string }).id));
    on(stream, "counts", told.counts);
    on(stream, "presence", told.presence);
    on(stream, "reset", () => {
      told.presence(null);
      told.reset();
    });
  };
  const back = () => ask();

  told.state("connecting");
  open();
  document.addEventListener("visibilitychange", back);
  return () => {
    stream?.close();
    told.presence(null);
    window.clearInterval(asking);
    window.clearTimeout(again);
    document.removeEventListener("visibilitychange", back);
  };
}

function on(stream: EventSource, name: string, tell: (data: unknown) => void): void {
  stream.addEventListener(name, (event: MessageEvent<string>) => {
    tell(event.data === "" ? null : JSON.parse(event.data));
  });
}
