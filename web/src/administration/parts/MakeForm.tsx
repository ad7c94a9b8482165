import { Button } from "@mantine/core";
import type { FormEvent, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useRequestKey } from "@/shared/useRequestKey";
import { DeedButton } from "./DeedButton";
import { ItemHead } from "./ItemHead";
import styles from "./parts.module.css";
import type { Begun } from "./useBegun";
import { type Command, useCommand } from "./useCommand";

interface Props<F extends object, M> {
  title: string;
  begun: Begun<F>;
  /** What is proposed, and holds once it was asked for: asking again is for the same one, though the
   * list may have it already. */
  proposed?: Partial<F>;
  /** What is asked for: as long as it is the same, so is the key. */
  what: unknown;
  make: (key: string) => Promise<M>;
  /** What is said when it is made. */
  done?: string;
  /** What was shown and is no more as it was. */
  stale: readonly (readonly unknown[])[];
  onMade: (made: M) => void;
  onBack: () => void;
  /** Of the button; the title, if it says as much. */
  label?: string;
  isReady?: boolean;
  children: (errors: Command["errors"]) => ReactNode;
}

/** Makes something new, once, however often it is asked for; or what was written is taken back. */
export function MakeForm<F extends object, M>(props: Props<F, M>) {
  const { title, begun, what } = props;
  const { t } = useTranslation();
  const { run, isBusy, errors } = useCommand();
  const key = useRequestKey();
  const submit = async () => {
    if (props.proposed) begun.change(props.proposed);
    const made = await run(() => props.make(key.keyFor(what)), {
      ...(props.done ? { done: props.done } : {}),
      stale: props.stale,
      failed: key.failed,
    });
    if (made === null) return;
    key.forget();
    begun.forget();
    props.onMade(made);
  };
  return (
    <>
      <ItemHead title={title} onBack={props.onBack} />
      <form
        className={styles.form}
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          void submit();
        }}
      >
        {props.children(errors)}
        <div className={styles.buttons}>
          <DeedButton type="submit" isBusy={isBusy} isOff={!(props.isReady ?? true)}>
            {props.label ?? title}
          </DeedButton>
          {begun.isBegun && (
            <Button size="xs" variant="subtle" onClick={begun.undo}>
              {t("undo")}
            </Button>
          )}
        </div>
      </form>
    </>
  );
}
