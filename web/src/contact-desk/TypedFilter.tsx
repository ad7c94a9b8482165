import { TextInput } from "@mantine/core";
import { useEffect, useId, useRef, useState } from "react";
import styles from "./ContactList.module.css";
import { askedBy } from "./typed";

const TYPED = 400;

interface Props {
  id?: string;
  name: string;
  value: string;
  longest: number;
  isWide?: boolean;
  suggestions?: readonly string[];
  /** Whether a text can be asked for as it stands; any text, where nothing is said. */
  isReady?: (text: string) => boolean;
  onValue: (value: string) => void;
}

/** Asks when somebody has stopped typing. */
export function TypedFilter(props: Props) {
  const { id, name, value, longest, isWide = false, suggestions, isReady, onValue } = props;
  const listId = useId();
  const [text, setText] = useState(value);
  // Other filters may change while somebody types: what is asked for goes on from them.
  const ask = useRef(onValue);
  ask.current = onValue;
  // What was typed stays where it asks for what the address says.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another address takes its place.
  useEffect(() => setText((typed) => (askedBy(typed, isReady) === value ? typed : value)), [value]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only typing begins the wait.
  useEffect(() => {
    const wanted = askedBy(text, isReady);
    if (wanted === value) return;
    const timer = window.setTimeout(() => ask.current(wanted), TYPED);
    return () => window.clearTimeout(timer);
  }, [text]);
  return (
    <>
      <TextInput
        {...(id ? { id } : {})}
        {...(isWide ? { type: "search" } : { className: styles.typed ?? "" })}
        {...(suggestions ? { list: listId } : {})}
        size="xs"
        aria-label={name}
        placeholder={name}
        maxLength={longest}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {suggestions && (
        <datalist id={listId}>
          {suggestions.map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
      )}
    </>
  );
}
