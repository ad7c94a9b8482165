import { useRef } from "react";
import { Problem } from "./api/problem";

const NOT_SENT = { said: "", key: "" };

/** The key of a request. Where no answer came, or none that says it was not done, asking the same
 * again is the same request: it is done once, however often it arrives. */
export function useRequestKey() {
  const sent = useRef(NOT_SENT);
  const forget = () => {
    sent.current = NOT_SENT;
  };
  return {
    keyFor: (what: unknown): string => {
      const said = JSON.stringify(what);
      if (sent.current.said !== said) sent.current = { said, key: crypto.randomUUID() };
      return sent.current.key;
    },
    forget,
    /** Of an error: whether it was not done is known where the service has refused it. */
    failed: (error: unknown) => {
      if (error instanceof Problem && error.status < 500) forget();
    },
  };
}
