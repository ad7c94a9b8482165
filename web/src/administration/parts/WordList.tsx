import { CloseButton, TextInput } from "@mantine/core";
import { type KeyboardEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./parts.module.css";

interface Props {
  label: string;
  hint: string;
  words: readonly string[];
  /** What may be meant; something else can be written as well. */
  suggestions?: readonly string[];
  onChange: (words: string[]) => void;
}

const MOST = 100;

/** Several words, as cities or skills: written one after the other, each taken away by itself. */
export function WordList({ label, hint, words, suggestions = [], onChange }: Props) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  const listId = useId();
  const add = () => {
    const word = typed.trim();
    setTyped("");
    if (word && !words.includes(word) && words.length < MOST) onChange([...words, word]);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || typed.trim() === "") return;
    // Enter would send the form.
    event.preventDefault();
    add();
  };
  return (
    <div className={styles.field}>
      <TextInput
        label={label}
        description={hint}
        list={listId}
        maxLength={200}
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onBlur={add}
      />
      <datalist id={listId}>
        {suggestions
          .filter((each) => !words.includes(each))
          .map((each) => (
            <option key={each} value={each} />
          ))}
      </datalist>
      {words.length > 0 && (
        <ul className={styles.words}>
          {words.map((word) => (
            <li key={word}>
              <bdi>{word}</bdi>
              <CloseButton
                size="xs"
                aria-label={t("setup.remove", { what: word })}
                onClick={() => onChange(words.filter((each) => each !== word))}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
