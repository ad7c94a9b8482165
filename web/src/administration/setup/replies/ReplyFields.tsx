import { Button, Textarea, TextInput } from "@mantine/core";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { Asked } from "../../parts/Asked";
import styles from "../../parts/parts.module.css";
import { Preview } from "./Preview";
import { LONGEST_TEXT, LONGEST_TITLE, type Variable, withPlace } from "./reply";
import { useVariables } from "./useReplies";

export interface Wording {
  title: string;
  text: string;
}

interface Props {
  given: Wording;
  errors: Readonly<Record<string, string>>;
  onChange: (part: Partial<Wording>) => void;
}

/** What a text is called, what it says, and how it would read. */
export function ReplyFields({ given, errors, onChange }: Props) {
  const { t } = useTranslation();
  const field = useRef<HTMLTextAreaElement>(null);
  const variables = useVariables();
  const put = (name: string) => {
    const { selectionStart = given.text.length, selectionEnd = given.text.length } =
      field.current ?? {};
    const { text, caret } = withPlace(given.text, name, selectionStart, selectionEnd);
    onChange({ text });
    // Once the text is there: the caret goes on behind what was put in.
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(caret, caret);
    });
  };
  return (
    <>
      <TextInput
        label={t("setup.replies.title")}
        required
        withAsterisk={false}
        maxLength={LONGEST_TITLE}
        autoComplete="off"
        value={given.title}
        error={errors.title}
        onChange={(event) => onChange({ title: event.currentTarget.value })}
      />
      <Textarea
        ref={field}
        label={t("setup.replies.text")}
        required
        withAsterisk={false}
        rows={7}
        maxLength={LONGEST_TEXT}
        value={given.text}
        error={errors.text}
        onChange={(event) => onChange({ text: event.currentTarget.value })}
      />
      <Asked query={variables}>
        {({ items }) => (
          <>
            <Places variables={items} onPut={put} />
            <Preview text={given.text} variables={items} />
          </>
        )}
      </Asked>
    </>
  );
}

function Places(props: { variables: readonly Variable[]; onPut: (name: string) => void }) {
  const { t } = useTranslation();
  return (
    <fieldset className={styles.group}>
      <legend>{t("setup.replies.places")}</legend>
      {props.variables.map(({ name }) => (
        <Button
          key={name}
          size="compact-xs"
          variant="default"
          title={`{{${name}}}`}
          onClick={() => props.onPut(name)}
        >
          {t(`setup.replies.placeNames.${name.replace(".", "_") as "customer_name"}`, {
            defaultValue: name,
          })}
        </Button>
      ))}
    </fieldset>
  );
}
