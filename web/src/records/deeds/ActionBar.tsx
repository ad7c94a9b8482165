import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { tell } from "@/shared/ui/messages";
import type { Values } from "@/shared/useKept";
import styles from "../Record.module.css";
import { type Choice, CommandForm } from "./CommandForm";
import { type Deed, FIELDS, offered } from "./commands";

interface Props<D extends Deed> {
  of: "order" | "ticket";
  id: string;
  deeds: readonly D[];
  /** What the service says may be done now. */
  allowed: readonly string[];
  choicesOf: (deed: D) => readonly Choice[];
  onSend: (deed: D, values: Values, key: string) => Promise<unknown>;
}

/** What whoever looks may do to it now, one form at a time. */
export function ActionBar<D extends Deed>(props: Props<D>) {
  const { of, id, deeds, allowed, choicesOf, onSend } = props;
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<D | null>(null);
  const [isDone, setDone] = useState(false);
  const place = useRef<HTMLElement>(null);
  // What is being written stays in sight, also where somebody else has ended the matter meanwhile.
  const shown = offered(deeds, allowed, chosen);
  // Nor does the place go where the last thing was done: the keyboard is there.
  if (shown.length === 0 && !isDone) return null;
  const form = (deed: D) => (
    <CommandForm
      key={deed}
      deed={deed}
      of={`${of}.${id}`}
      choices={choicesOf(deed)}
      onSend={(values, key) => onSend(deed, values, key)}
      onDone={() => {
        // The button that was pressed goes with its form.
        place.current?.focus();
        setDone(true);
        setChosen((now) => (now === deed ? null : now));
        tell(t(`records.work.done.${deed}`));
      }}
      onSettled={() => void queries.invalidateQueries({ queryKey: [of, id] })}
    />
  );
  return (
    <section ref={place} tabIndex={-1} className={styles.part} aria-label={t("records.work.title")}>
      <div className={styles.actions}>
        {shown.map((deed) =>
          FIELDS[deed].length === 0 ? (
            form(deed)
          ) : (
            <Button
              key={deed}
              size="xs"
              variant="default"
              className={deed === "dispatch" ? styles.toIclass : undefined}
              aria-expanded={chosen === deed}
              onClick={() => setChosen(chosen === deed ? null : deed)}
            >
              {t(`records.work.actions.${deed}`)}
            </Button>
          ),
        )}
      </div>
      {chosen && form(chosen)}
    </section>
  );
}
