import type { FormEvent, ReactNode } from "react";
import { ItemHead } from "./ItemHead";
import { MakeButtons } from "./MakeButtons";
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

/** Makes something new, once, however often it is asked for. */
export function MakeForm<F extends object, M>(props: Props<F, M>) {
  const { title, begun, what } = props;
  const { run, isBusy, errors } = useCommand();
  const submit = async () => {
    if (props.proposed) begun.change(props.proposed);
    const made = await run(() => props.make(begun.keyFor(what)), {
      ...(props.done ? { done: props.done } : {}),
      stale: props.stale,
      failed: begun.failed,
    });
    if (made === null) return;
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
        <MakeButtons
          begun={begun}
          isBusy={isBusy}
          label={props.label ?? title}
          isReady={props.isReady ?? true}
        />
      </form>
    </>
  );
}
