import type { Contact } from "../../contact";
import type { Message } from "./conversation";
import type { Whisper } from "./present";

interface Told {
  message: (message: Message) => void;
  contact: (contact: Contact) => void;
  presence: (whisper: Whisper) => void;
  /** Something may have been missed. */
  reset: () => void;
}

const ASK_EVERY = 4_000;
const STREAM_AGAIN = 8_000;

/** Begins to tell of one contact; asks again and again where there is no stream. Its end ends it. */
export function listenToContact(id: string, since: () => number, told: Told): () => void {
  let stream: EventSource;
  let again: number | undefined;
  let asking: number | undefined;
  const open = () => {
    stream = new EventSource(`/api/v1/contacts/${id}/stream?since=${since()}`);
    stream.onopen = () => {
      window.clearInterval(asking);
      asking = undefined;
    };
    stream.onerror = () => {
      asking ??= window.setInterval(told.reset, ASK_EVERY);
      if (stream.readyState === EventSource.CLOSED) again = window.setTimeout(open, STREAM_AGAIN);
    };
    on(stream, "message", (data) => told.message(data as Message));
    on(stream, "contact", (data) => told.contact(data as Contact));
    on(stream, "presence", (data) => told.presence(data as Whisper));
    on(stream, "reset", told.reset);
  };
  open();
  return () => {
    stream.close();
    window.clearTimeout(again);
    window.clearInterval(asking);
  };
}

function on(stream: EventSource, name: string, tell: (data: unknown) => void): void {
  stream.addEventListener(name, (event: MessageEvent<string>) => {
    tell(event.data ? JSON.parse(event.data) : null);
  });
}
