import { useTranslation } from "react-i18next";
import { tell } from "@/shared/ui/messages";
import { DeedButton } from "./DeedButton";
import { useCommand } from "./useCommand";

interface Props {
  name: string;
  isActive: boolean;
  version: number;
  /** Takes it out of use, or back, as a change of this version. */
  set: (isActive: boolean, version: number) => Promise<{ version: number }>;
  stale: readonly unknown[];
}

/** Takes something out of use, or back into it; and undoes that. */
export function TurnButton({ name, isActive, version, set, stale }: Props) {
  const { t } = useTranslation();
  const { run, isBusy } = useCommand();
  const turn = async (next: boolean, seen: number, isUndo: boolean): Promise<void> => {
    const saved = await run(() => set(next, seen), { stale: [stale] });
    if (!saved) return;
    const undo = isUndo ? undefined : () => void turn(!next, saved.version, true);
    tell(t(next ? "setup.usedAgain" : "setup.retiredNow", { name }), undo);
  };
  return (
    <DeedButton
      variant="default"
      isBusy={isBusy}
      onClick={() => void turn(!isActive, version, false)}
    >
      {t(isActive ? "setup.retire" : "setup.useAgain")}
    </DeedButton>
  );
}
