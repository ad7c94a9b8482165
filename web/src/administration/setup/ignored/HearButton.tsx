import { useTranslation } from "react-i18next";
import { DeedButton } from "../../parts/DeedButton";
import { useCommand } from "../../parts/useCommand";
import { hearAgain, ignore } from "./commands";
import { IGNORED, type Ignored, type IgnoredKind } from "./ignored";

/** Hears somebody again; undone, they are ignored as before. */
export function HearButton({ sender }: { sender: Ignored }) {
  const { t } = useTranslation();
  const { run, isBusy } = useCommand();
  const { id, kind, value, note } = sender;
  const undo = () =>
    void run(() => ignore(kind as IgnoredKind, value, note), {
      done: t("setup.ignored.ignored", { value }),
      stale: [IGNORED],
    });
  const hear = () =>
    void run(() => hearAgain(id), {
      done: t("setup.ignored.heard", { value }),
      undo,
      stale: [IGNORED],
    });
  return (
    <DeedButton
      size="compact-xs"
      variant="default"
      isBusy={isBusy}
      aria-label={`${t("setup.ignored.hear")}: ${value}`}
      onClick={hear}
    >
      {t("setup.ignored.hear")}
    </DeedButton>
  );
}
