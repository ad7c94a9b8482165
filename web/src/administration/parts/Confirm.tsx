import { Button, Modal, Textarea } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { DeedButton } from "./DeedButton";
import styles from "./parts.module.css";

interface Props {
  /** What the button that opens it says, and the one that does it. */
  action: string;
  /** What will happen, in a sentence. */
  consequence: string;
  /** Where it has to be said why; how the question is worded. */
  asksWhy?: string;
  isBusy: boolean;
  onConfirm: (why: string) => void;
}

const SHORTEST = 3;

/** For what cannot be undone: asks once, and names what will happen. */
export function Confirm({ action, consequence, asksWhy, isBusy, onConfirm }: Props) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const [why, setWhy] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setOpen(false);
    onConfirm(why.trim());
  };
  return (
    <>
      <DeedButton variant="default" isBusy={isBusy} onClick={() => setOpen(true)}>
        {action}
      </DeedButton>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={action}
        closeButtonProps={{ "aria-label": t("close") }}
      >
        <form className={styles.form} onSubmit={submit}>
          <p>{consequence}</p>
          {asksWhy && (
            <Textarea
              data-autofocus
              label={asksWhy}
              required
              withAsterisk={false}
              minLength={SHORTEST}
              maxLength={500}
              value={why}
              onChange={(event) => setWhy(event.currentTarget.value)}
            />
          )}
          <div className={styles.buttons}>
            <Button
              type="submit"
              size="xs"
              disabled={asksWhy !== undefined && why.trim().length < SHORTEST}
            >
              {action}
            </Button>
            <Button size="xs" variant="default" onClick={() => setOpen(false)}>
              {t("administration.cancel")}
            </Button>
          </div>
        </form>
      </Modal>
    </>
  );
}
