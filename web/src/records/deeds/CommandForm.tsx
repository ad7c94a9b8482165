import { Button, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { refuse } from "@/shared/ui/messages";
import { useKept, type Values } from "@/shared/useKept";
import { useRequestKey } from "@/shared/useRequestKey";
import styles from "../Record.module.css";
import { type Deed, FIELDS, type Field, isSaid } from "./commands";
import { explain } from "./explain";

export interface Choice {
  value: string;
  label: string;
}

interface Props<T> {
  deed: Deed;
  /** To what it is done: under this name it is kept until it was sent. */
  of: string;
  /** For the field that is a choice; the first one stands there until another is chosen. */
  choices?: readonly Choice[];
  onSend: (values: Values, key: string) => Promise<T>;
  onDone: (answer: T) => void;
  /** It was answered, or not: what it is about may be another than it was. */
  onSettled?: () => void;
}

/** One thing to be done. What was typed stays until the service has taken it. */
export function CommandForm<T>({ deed, of, choices = [], onSend, onDone, onSettled }: Props<T>) {
  const { t } = useTranslation();
  const { values, write, forget } = useKept(`${of}.${deed}`);
  const form = useRef<HTMLFormElement>(null);
  const key = useRequestKey();
  const said: Values = { choice: choices[0]?.value ?? "", ...values };
  const { mutate, isPending } = useMutation({
    mutationFn: () => onSend(said, key.keyFor(said)),
    onSuccess: (answer) => {
      key.forget();
      forget();
      onDone(answer);
    },
    onError: (error) => {
      key.failed(error);
      refuse(explain(error, t));
    },
    onSettled: () => onSettled?.(),
  });
  const change = (field: Field, value: string) => write({ ...values, [field.name]: value });
  useEffect(() => form.current?.querySelector<HTMLElement>("input,textarea,select")?.focus(), []);
  return (
    <form
      ref={form}
      className={styles.command}
      aria-label={t(`records.work.actions.${deed}`)}
      onSubmit={(event) => {
        event.preventDefault();
        mutate();
      }}
    >
      {FIELDS[deed].map((field) => (
        <Input
          key={field.name}
          field={field}
          label={t(`records.work.asks.${field.asks}`)}
          choices={choices}
          value={said[field.name] ?? ""}
          onChange={(value) => change(field, value)}
        />
      ))}
      <div>
        <Button type="submit" size="xs" loading={isPending} disabled={!isSaid(deed, said)}>
          {t(`records.work.does.${deed}`)}
        </Button>
      </div>
    </form>
  );
}

interface InputProps {
  field: Field;
  label: string;
  choices: readonly Choice[];
  value: string;
  onChange: (value: string) => void;
}

function Input({ field, label, choices, value, onChange }: InputProps) {
  const same = {
    size: "xs" as const,
    label,
    value,
    onChange: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value),
  };
  if (field.is === "choice") return <NativeSelect {...same} data={[...choices]} />;
  if (field.is === "text") {
    return <Textarea {...same} autosize minRows={2} maxRows={8} maxLength={field.longest} />;
  }
  return <TextInput {...same} type={field.is} />;
}
