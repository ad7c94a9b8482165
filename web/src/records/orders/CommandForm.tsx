import { Button, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { Problem } from "@/shared/api/problem";
import { refuse } from "@/shared/ui/messages";
import { useKept, type Values } from "@/shared/useKept";
import styles from "../Record.module.css";
import { explainOrder } from "./explain";
import { type Action, FIELDS, type Field, isSaid } from "./order-commands";

export interface Choice {
  value: string;
  label: string;
}

interface Props<T> {
  action: Action | "open";
  /** Of what it is: under this name it is kept until it was sent. */
  of: string;
  /** For the field that is a choice; the first one stands there until another is chosen. */
  choices?: readonly Choice[];
  onSend: (values: Values, key: string) => Promise<T>;
  onDone: (answer: T) => void;
  /** It was answered, or not: what it is about may be another than it was. */
  onSettled?: () => void;
}

/** One thing to be done with an order. What was typed stays until the service has taken it. */
export function CommandForm<T>({ action, of, choices = [], onSend, onDone, onSettled }: Props<T>) {
  const { t, i18n } = useTranslation();
  const { values, write, forget } = useKept(`${of}.${action}`);
  // Asked again where no answer came, it is the same request: done once, however often it arrives.
  const key = useRef<string | null>(null);
  const fields = FIELDS[action];
  const first = choices[0]?.value ?? "";
  const said = {
    ...Object.fromEntries(
      fields.flatMap(({ is, name }) => (is === "choice" ? [[name, first]] : [])),
    ),
    ...values,
  };
  const { mutate, isPending } = useMutation({
    mutationFn: () => {
      key.current ??= crypto.randomUUID();
      return onSend(said, key.current);
    },
    onSuccess: (answer) => {
      key.current = null;
      forget();
      onDone(answer);
    },
    onError: (error) => {
      if (error instanceof Problem) key.current = null;
      refuse(explainOrder(error, t, i18n.language));
    },
    onSettled: () => onSettled?.(),
  });
  const change = (field: Field, value: string) => {
    key.current = null;
    write({ ...values, [field.name]: value });
  };
  return (
    <form
      className={styles.command}
      aria-label={t(`records.work.actions.${action}`)}
      onSubmit={(event) => {
        event.preventDefault();
        mutate();
      }}
    >
      {fields.map((field, place) => (
        <Input
          key={field.name}
          field={field}
          label={t(`records.work.asks.${field.asks}`)}
          hasFocus={place === 0}
          choices={choices}
          value={said[field.name] ?? ""}
          onChange={(value) => change(field, value)}
        />
      ))}
      <div>
        <Button type="submit" size="xs" loading={isPending} disabled={!isSaid(fields, said)}>
          {t(`records.work.does.${action}`)}
        </Button>
      </div>
    </form>
  );
}

interface InputProps {
  field: Field;
  label: string;
  hasFocus: boolean;
  choices: readonly Choice[];
  value: string;
  onChange: (value: string) => void;
}

function Input({ field, label, hasFocus, choices, value, onChange }: InputProps) {
  const same = {
    size: "xs" as const,
    label,
    value,
    "data-autofocus": hasFocus || undefined,
    onChange: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value),
  };
  if (field.is === "choice") return <NativeSelect {...same} data={[...choices]} />;
  if (field.is === "text") {
    return <Textarea {...same} autosize minRows={2} maxRows={8} maxLength={field.longest} />;
  }
  return <TextInput {...same} type={field.is} />;
}
