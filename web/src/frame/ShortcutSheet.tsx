import { Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";
import styles from "./Frame.module.css";

const SHEET = [
  ["j ↓", "next"],
  ["k ↑", "previous"],
  ["Enter", "open"],
  ["Esc", "back"],
  ["t", "take"],
  ["d", "return"],
  ["f", "finish"],
  ["/", "filters"],
  ["Ctrl+Enter", "send"],
  ["g l", "calls"],
  ["g s", "callsWithoutCity"],
  ["g h", "chats"],
  ["g c", "inquiries"],
  ["g m", "mine"],
  ["g a", "administration"],
  ["?", "help"],
] as const;

export function ShortcutSheet({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t("shortcuts.title")}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      <p className={styles.soft}>{t("shortcuts.detail")}</p>
      <dl className={styles.sheet}>
        {SHEET.map(([keys, what]) => (
          <div key={what}>
            <dt>
              {keys.split(" ").map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{t(`shortcuts.${what}`)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
